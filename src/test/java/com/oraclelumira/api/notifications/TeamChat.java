package com.oraclelumira.api.notifications;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;

/** A chat's webhook on a socket: keeps what it is sent, and answers as it is told to. */
public final class TeamChat implements AutoCloseable {
    private final HttpServer server;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<String> others = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile String header;
    private volatile String value;
    private volatile boolean hanging;
    private volatile boolean wantsText;

    public TeamChat() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hook", this::answer);
        server.createContext("/elsewhere", exchange -> {
            others.add(exchange.getRequestMethod());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        messages.add(body);
        if (header != null)
            exchange.getResponseHeaders().set(header, value);
        exchange.sendResponseHeaders(status == 200 && wantsText && !body.contains("\"text\"") ? 400 : status,
                hanging ? 10 : -1);
        if (hanging)
            waitForEnd();
        exchange.close();
    }

    private void waitForEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on. */
    public TeamChat answers(int code, String withHeader, String ofValue) {
        status = code;
        header = withHeader;
        value = ofValue;
        return this;
    }

    /** As Slack does: answers 400 to a message without text where it would answer 200. */
    public void wantsText() {
        wantsText = true;
    }

    /** Sends the head of an answer, and never the rest. */
    void hangs() {
        hanging = true;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    List<JsonPath> messages() {
        return messages.stream().map(JsonPath::from).toList();
    }

    public List<String> raw() {
        return List.copyOf(messages);
    }

    /** What arrived where a redirect led. */
    List<String> elsewhere() {
        return List.copyOf(others);
    }

    URI elsewhereAddress() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere");
    }

    AlertConfig config(ChatKind kind) {
        return new AlertConfig() {
            @Override
            public Optional<URI> webhookUrl() {
                return Optional.of(address());
            }

            @Override
            public Optional<ChatKind> webhookKind() {
                return Optional.of(kind);
            }

            @Override
            public Duration connectTimeout() {
                return Duration.ofSeconds(20);
            }

            @Override
            public Duration timeout() {
                return hanging ? Duration.ofMillis(300) : Duration.ofSeconds(20);
            }
        };
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
