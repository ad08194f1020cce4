package com.oraclelumira.api.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import org.awaitility.Awaitility;

import com.oraclelumira.sandbox.PackagedApp;

/** A real HAProxy before the application: one hop away from it, or three, each adding to X-Forwarded-For. */
public final class ProxyChain implements AutoCloseable {
    public final int oneHop = PackagedApp.freePort();
    public final int threeHops = PackagedApp.freePort();
    private final HaProxy proxy;

    /** Skips the calling test where there is no HAProxy: {@link HaProxy}. */
    public ProxyChain(int application, Path folder) throws IOException {
        proxy = new HaProxy(settings(application, PackagedApp.freePort()), folder);
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                .until(() -> get("127.0.0.1", threeHops, "/health/live").startsWith("HTTP/1.1 200"));
    }

    private String settings(int application, int between) {
        return """
            global
              maxconn 100
            defaults
              mode http
              timeout connect 5s
              timeout client 20s
              timeout server 20s
              option forwardfor
            listen outer
              bind 127.0.0.1:%d
              server next 127.0.0.1:%d
            listen middle
              bind 127.0.0.1:%d
              server next 127.0.0.1:%d
            listen inner
              bind 127.0.0.1:%d
              http-request set-header X-Forwarded-Proto https
              server application 127.0.0.1:%d
            """.formatted(threeHops, between, between, oneHop, oneHop, application);
    }

    /**
     * The whole answer to a GET.
     *
     * @param client an address of the loopback network, which all of 127.0.0.0/8 is on Linux
     */
    public String get(String client, int port, String path, String... headers) throws IOException {
        var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        Arrays.stream(headers).forEach(header -> request.append(header).append("\r\n"));
        try (var socket = new Socket("127.0.0.1", port, InetAddress.getByName(client), 0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        proxy.close();
    }
}
