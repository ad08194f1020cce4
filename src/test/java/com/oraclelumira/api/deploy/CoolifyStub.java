package com.oraclelumira.api.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The part of Coolify's API that a deployment uses, as Coolify 4.3 answers it, and in front of it the application that is
 * deployed: a finished deployment makes it serve the commit of the tag.
 */
final class CoolifyStub implements AutoCloseable {
    static final String TOKEN = "7|f3NotToBeShown0123456789abcdef";
    static final String APPLICATION = "k4wsgkcs0ogk8s80";

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Refusal(int status, String body, String path) {}

    private final HttpServer server;
    private final ServedApi api = new ServedApi();
    private final List<String> calls = new ArrayList<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final Deque<List<String>> plans = new ArrayDeque<>();
    private Deque<String> states = new ArrayDeque<>();
    private String tag;
    private int deployments;
    private int skips;
    private boolean tokenInArguments;

    CoolifyStub(String runningCommit) {
        tag = runningCommit;
        api.serve(runningCommit);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/api/v1/", this::answer);
        server.createContext("/", api::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ServedApi api() {
        return api;
    }

    /** What the deployments say when they are asked, each its own list, the last word of it for ever. */
    CoolifyStub plan(String... plan) {
        plans.add(List.of(plan));
        return this;
    }

    /** So many calls to deploy meet a deployment that somebody else began. */
    CoolifyStub skips(int times) {
        skips = times;
        return this;
    }

    /** The next calls to such a path, as often as this is said, are answered so. */
    CoolifyStub refuse(int status, String body, String path) {
        refusals.add(new Refusal(status, body, path));
        return this;
    }

    CoolifyStub tag(String tag) {
        this.tag = tag;
        return this;
    }

    String tag() {
        return tag;
    }

    /** Method and path of each call, {@code /api/v1/} left away. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Whether the token stood in the arguments of a process while a call was answered. */
    boolean tokenInArguments() {
        return tokenInArguments;
    }

    private void answer(HttpExchange call) throws IOException {
        var path = call.getRequestURI().toString().substring("/api/v1/".length());
        var line = call.getRequestMethod() + " " + path;
        calls.add(line);
        tokenInArguments |= ProcessHandle.current().descendants()
                .anyMatch(process -> Arrays.toString(process.info().arguments().orElse(new String[0]))
                        .contains(TOKEN));
        var body = new String(call.getRequestBody().readAllBytes(), UTF_8);
        var refusal = refusals.peek();
        if (refusal != null && path.startsWith(refusal.path())) {
            refusals.remove();
            ServedApi.send(call, refusal.status(), refusal.body());
        } else if (!("Bearer " + TOKEN).equals(call.getRequestHeaders().getFirst("Authorization")))
            ServedApi.send(call, 401, "{\"message\":\"Unauthenticated.\"}");
        else
            accepted(call, line, body);
    }

    private void accepted(HttpExchange call, String line, String body) throws IOException {
        if (line.equals("GET applications/" + APPLICATION))
            ServedApi.send(call, 200, JSON.writeValueAsString(Map.of("uuid", APPLICATION, "build_pack", "dockerimage",
                    "docker_registry_image_tag", tag)));
        else if (line.equals("PATCH applications/" + APPLICATION)) {
            tag = JSON.readTree(body).path("docker_registry_image_tag").asText();
            ServedApi.send(call, 200, "{\"uuid\":\"" + APPLICATION + "\"}");
        } else if (line.equals("POST deploy?uuid=" + APPLICATION))
            deploy(call);
        else if (line.equals("GET deployments/dep" + deployments))
            state(call);
        else
            ServedApi.send(call, 404, "{\"message\":\"Not found.\"}");
    }

    private void deploy(HttpExchange call) throws IOException {
        if (skips > 0) {
            skips--;
            queued(call, "Deployment already queued for this commit.", "of-nobody");
            return;
        }
        deployments++;
        states = new ArrayDeque<>(plans.isEmpty() ? List.of("queued", "in_progress", "finished") : plans.remove());
        queued(call, "Application lumira-api deployment queued.", "dep" + deployments);
    }

    private static void queued(HttpExchange call, String message, String deployment) throws IOException {
        ServedApi.send(call, 200, JSON.writeValueAsString(Map.of("deployments", List.of(
                Map.of("message", message, "resource_uuid", APPLICATION, "deployment_uuid", deployment)))));
    }

    private void state(HttpExchange call) throws IOException {
        var state = states.size() > 1 ? states.remove() : states.element();
        if (state.equals("finished"))
            api.serve(tag);
        ServedApi.send(call, 200, "{\"deployment_uuid\":\"dep" + deployments + "\",\"status\":\"" + state
                + "\",\"commit\":\"HEAD\"}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
