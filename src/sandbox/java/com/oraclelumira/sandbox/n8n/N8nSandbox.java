package com.oraclelumira.sandbox.n8n;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import com.oraclelumira.sandbox.n8n.Behaviour.Kind;

/** n8n's webhook on 127.0.0.1. Point the shop's {@code N8N_WEBHOOK_URL} at {@link #webhookUrl()}. */
public final class N8nSandbox implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(N8nSandbox.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code token}: what the shop must send; {@code secret} signs the answers; {@code port} 0: a free one. */
    public record Settings(int port, String token, String secret, Behaviour usual) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Settings settings;
    private final Answers answers;
    private final List<Job> jobs = new CopyOnWriteArrayList<>();
    private final Map<String, Behaviour> byOrder = new ConcurrentHashMap<>();
    private volatile String callback = "";
    private volatile Press press;
    private volatile boolean active = true;

    private N8nSandbox(Settings settings) {
        this.settings = settings;
        this.answers = new Answers(settings.secret(), Clock.systemUTC());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/webhook/reading", this::take);
        server.start();
    }

    public static N8nSandbox start(Settings settings) {
        return new N8nSandbox(settings);
    }

    public String webhookUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook/reading";
    }

    /** Brings the answers of later jobs there. */
    public void answerTo(String url) {
        callback = url;
    }

    /** Later readings come with a PDF from this press. */
    public void printWith(Press other) {
        press = other;
    }

    /** From now on, for the jobs of this order; the others are treated as the settings say. */
    public void treat(String orderId, Behaviour behaviour) {
        byOrder.put(orderId, behaviour);
    }

    /** The jobs of this order that were brought here, taken or not, oldest first. */
    public List<Job> jobs(String orderId) {
        return jobs.stream().filter(job -> job.orderId().equals(orderId)).toList();
    }

    /** From now on no workflow listens: every call is 404, and no method is named. */
    public void active(boolean yes) {
        active = yes;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.getResponseHeaders().set("Access-Control-Allow-Methods", active ? "OPTIONS, POST" : "OPTIONS");
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            if (!active) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (!("Bearer " + settings.token()).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            var job = new Job(headers(exchange), JSON.readTree(body));
            jobs.add(job);
            var behaviour = byOrder.getOrDefault(job.orderId(), settings.usual());
            if (behaviour.kind() == Kind.HANG)
                pause(behaviour);
            if (behaviour.kind() != Kind.CUT) {
                exchange.sendResponseHeaders(behaviour.kind() == Kind.FAIL ? 500 : 200, -1);
                threads.execute(() -> answer(job, behaviour));
            }
        }
    }

    private static void pause(Behaviour behaviour) {
        try {
            Thread.sleep(behaviour.delay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return headers;
    }

    private void answer(Job job, Behaviour behaviour) {
        try {
            if (behaviour.kind() != Kind.HANG)
                Thread.sleep(behaviour.delay());
            switch (behaviour.kind()) {
                case READING -> answers.send(callback, printed(job, Answers.reading(job)).toString());
                case ERROR -> answers.send(callback, Answers.error(job).toString());
                case SILENCE, FAIL, CUT, HANG -> {
                    // nothing comes
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "answer lost", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ObjectNode printed(Job job, ObjectNode answer) {
        var content = answer.withObject("generatedContent");
        return press == null ? answer : answer.put("pdfUrl", press.print(job, content.path("reading").asText()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
