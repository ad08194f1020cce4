package com.oraclelumira.api.tracing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/** A receiver of OTLP over HTTP on loopback, as a collector is one: keeps what it is sent. */
final class Collector implements AutoCloseable {
    /** One span as it arrived. */
    record Received(String trace, String parent, String name, Map<String, String> attributes) {}

    private final HttpServer server;
    private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    private synchronized void receive(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        bytes.write(body);
        requests.add(ExportTraceServiceRequest.parseFrom(body));
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("api-key")));
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Received> spans() {
        return requests.stream().flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> new Received(hex(span.getTraceId()), hex(span.getParentSpanId()), span.getName(),
                        span.getAttributesList().stream()
                                .collect(Collectors.toMap(each -> each.getKey(), each -> each.getValue().hasIntValue()
                                        ? String.valueOf(each.getValue().getIntValue())
                                        : each.getValue().getStringValue()))))
                .toList();
    }

    List<Received> spans(String name) {
        return spans().stream().filter(span -> span.name().equals(name)).toList();
    }

    List<Received> ofTrace(String trace) {
        return spans().stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** What the whole service says of itself. */
    Map<String, String> resource() {
        return requests.getFirst().getResourceSpans(0).getResource().getAttributesList().stream()
                .collect(Collectors.toMap(each -> each.getKey(), each -> each.getValue().getStringValue()));
    }

    List<String> keys() {
        return keys;
    }

    /** All bytes that ever arrived; texts stand in them as they are. */
    synchronized String everything() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String hex(ByteString id) {
        return java.util.HexFormat.of().formatHex(id.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
