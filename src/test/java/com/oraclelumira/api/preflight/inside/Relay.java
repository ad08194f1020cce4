package com.oraclelumira.api.preflight.inside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The running application's figures as they are, but for those that a test gives other values. */
final class Relay implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI real;
    private final Map<String, String> planted = new ConcurrentHashMap<>();

    Relay(URI real) {
        this.real = real;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/metrics", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Every sample whose line begins so has this value. */
    Relay plant(String sample, String value) {
        planted.put(sample, value);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var page = http.send(HttpRequest.newBuilder(real).header("Accept", "text/plain").build(),
                    BodyHandlers.ofString()).body();
            var text = new StringBuilder();
            page.lines().filter(line -> planted.keySet().stream().noneMatch(line::startsWith))
                    .forEach(line -> text.append(line).append('\n'));
            planted.forEach((sample, value) -> text.append(sample).append(' ').append(value).append('\n'));
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
