package com.oraclelumira.api.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HTTP as no well-behaved client writes it. */
final class RawHttp {
    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /** The answer's status line, headers and body as one text; the connection is closed by the server or after 5 s. */
    String exchange(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A request line and a header block without a body. */
    String get(String target, String... headers) throws IOException {
        var lines = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        Arrays.stream(headers).forEach(header -> lines.append(header).append("\r\n"));
        return exchange(lines.append("\r\n").toString());
    }
}
