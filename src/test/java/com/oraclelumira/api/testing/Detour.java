package com.oraclelumira.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;

/** A partner that sends every call on to somebody else, and whatever then arrives there. */
public final class Detour implements AutoCloseable {
    private final HttpServer partner;
    private final HttpServer somebody;
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** @param status such as 302 or 307, with the other one's address as {@code Location} */
    public Detour(int status) {
        somebody = server();
        somebody.createContext("/", exchange -> {
            arrived.add(exchange.getRequestMethod() + " " + exchange.getRequestHeaders().keySet());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        partner = server();
        partner.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod());
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", base(somebody) + exchange.getRequestURI());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private static HttpServer server() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String base() {
        return base(partner);
    }

    /** Methods of the calls that the partner got. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** What went on to the other one. */
    public List<String> arrived() {
        return List.copyOf(arrived);
    }

    @Override
    public void close() {
        partner.stop(0);
        somebody.stop(0);
    }
}
