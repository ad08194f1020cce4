package com.oraclelumira.sandbox.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** HTTP on 127.0.0.1, {@code /bucket/key}. */
final class S3Server implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(S3Server.class.getName());
    private static final int LARGEST_RULES = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final S3Settings settings;
    private final Signatures signatures;
    private final ObjectCalls objects;
    private final BucketRules rules;
    private volatile boolean overloaded;
    private volatile boolean open;

    S3Server(S3Settings settings, BucketRules rules) {
        this.settings = settings;
        this.signatures = new Signatures(settings.account(), settings.clock());
        this.objects = new ObjectCalls(settings);
        this.rules = rules;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void overloaded(boolean yes) {
        overloaded = yes;
    }

    void open(boolean yes) {
        open = yes;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = S3Request.of(exchange.getRequestMethod(), exchange.getRequestURI(),
                    exchange.getRequestHeaders());
            try {
                if (overloaded)
                    throw new S3Error(503, "SlowDown", "Please reduce your request rate.");
                if (request.method().equals("OPTIONS"))
                    preflight(request, exchange);
                else
                    serve(request, exchange);
            } catch (S3Error refusal) {
                error(exchange, refusal);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "s3.failed", e);
                error(exchange, new S3Error(500, "InternalError", "The stand-in itself failed: " + e));
            }
        }
    }

    private void preflight(S3Request request, HttpExchange exchange) throws IOException {
        var origin = request.header("Origin").orElse("");
        var method = request.header("Access-Control-Request-Method").orElse("");
        var asked = Arrays.stream(request.header("Access-Control-Request-Headers").orElse("").split(","))
                .map(String::strip).filter(name -> !name.isEmpty()).toList();
        var rule = rules.rule(request.bucket(), origin, method).filter(found -> found.allowsHeaders(asked))
                .orElseThrow(() -> S3Error.denied("CORSResponse: This CORS request is not allowed."));
        allow(exchange, rule, origin);
        exchange.getResponseHeaders().set("Access-Control-Allow-Headers", String.join(", ", asked));
        exchange.getResponseHeaders().set("Access-Control-Max-Age", rule.maxAge());
        exchange.sendResponseHeaders(200, -1);
    }

    private static void allow(HttpExchange exchange, BucketRules.Cors rule, String origin) {
        var headers = exchange.getResponseHeaders();
        headers.set("Access-Control-Allow-Origin", origin);
        headers.set("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
        headers.set("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
        headers.set("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }

    private void serve(S3Request request, HttpExchange exchange) throws IOException {
        // refusals carry the headers too, or a page could not read why
        request.header("Origin").ifPresent(origin -> rules.rule(request.bucket(), origin, request.method())
                .ifPresent(rule -> allow(exchange, rule, origin)));
        if (!settings.buckets().contains(request.bucket()))
            throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
        if (request.key().isEmpty())
            bucket(request, exchange);
        else
            object(request, exchange);
    }

    private void bucket(S3Request request, HttpExchange exchange) throws IOException {
        var body = limited(exchange.getRequestBody(), LARGEST_RULES).readAllBytes();
        require(request, body);
        switch (request.method()) {
            case "PUT" -> {
                if (request.about("cors"))
                    rules.cors(request.bucket(), body);
                else if (request.about("lifecycle"))
                    rules.lifecycle(request.bucket(), body);
                else
                    throw unknown();
                exchange.sendResponseHeaders(200, -1);
            }
            case "GET" -> {
                if (request.about("list-type"))
                    objects.list(request, exchange);
                else
                    lifecycle(request, exchange);
            }
            case "HEAD" -> exchange.sendResponseHeaders(200, -1);
            default -> throw unknown();
        }
    }

    /** A policy that is open lets everybody list and read, as a real one may; never write. */
    private void require(S3Request request, byte[] body) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (!open || !reads || request.header("Authorization").isPresent() || request.presigned())
            signatures.require(request, body);
    }

    private void lifecycle(S3Request request, HttpExchange exchange) throws IOException {
        if (!request.about("lifecycle"))
            throw unknown();
        var xml = rules.lifecycle(request.bucket()).orElseThrow(
                () -> new S3Error(404, "NoSuchLifecycleConfiguration", "There is no lifecycle configuration."));
        exchange.sendResponseHeaders(200, xml.length);
        exchange.getResponseBody().write(xml);
    }

    private void object(S3Request request, HttpExchange exchange) throws IOException {
        require(request, new byte[0]);
        switch (request.method()) {
            case "PUT" -> objects.put(request, exchange);
            case "GET", "HEAD" -> objects.get(request, exchange);
            case "DELETE" -> objects.delete(request, exchange);
            default -> throw unknown();
        }
    }

    private static void error(HttpExchange exchange, S3Error refusal) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(refusal.status(), -1);
            return;
        }
        var body = refusal.xml().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(refusal.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static S3Error unknown() {
        return new S3Error(405, "MethodNotAllowed", "The stand-in does not know this operation.");
    }

    private static InputStream limited(InputStream body, int most) throws IOException {
        return new ByteArrayInputStream(body.readNBytes(most));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    List<String> buckets() {
        return settings.buckets();
    }
}
