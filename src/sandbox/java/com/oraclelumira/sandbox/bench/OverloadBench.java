package com.oraclelumira.sandbox.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import com.oraclelumira.sandbox.AppSettings;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.standin.EmbeddedMongo;
import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

/**
 * The packaged application under 500 and then 1,000 connections, with store, sandbox and load on the same machine:
 * {@code mvn -Prun -Dshop.memory=true -Dshop.main=com.oraclelumira.sandbox.bench.OverloadBench -Dbench.seconds=60}.
 */
public final class OverloadBench {
    private OverloadBench() {}

    public static void main(String... arguments) throws Exception {
        var length = Duration.ofSeconds(Integer.getInteger("bench.seconds", 60));
        try (var mongo = new EmbeddedMongo(Path.of("unused"), 0);
                var stripe = StripeSandbox.start(SandboxSettings.defaults());
                var app = start(Path.of(arguments[0]), mongo, stripe)) {
            app.awaitReady(Duration.ofSeconds(60));
            var order = order(app);
            new Overload(app, order).run(50, Duration.ofSeconds(5));
            System.out.println(
                    "| connections | answers by status | broken | health, slowest ms | health failed | resident MB | good again after ms |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (int connections : List.of(500, 1_000))
                System.out.println(row(new Overload(app, order).run(connections, length)));
        }
    }

    private static PackagedApp start(Path jar, EmbeddedMongo mongo, StripeSandbox stripe) {
        return AppSettings.of(jar).flags("-Xmx256m").with(Map.of("APP_ENV", "staging", "MONGODB_URI", mongo.uri(),
                "STRIPE_API_BASE", stripe.baseUrl(), "STRIPE_SECRET_KEY", "sk_test_bench", "STRIPE_WEBHOOK_SECRET",
                "whsec_of_the_bench", "JWT_SECRET", "a-secret-of-the-bench-0123456789abcdef", "CORS_ORIGIN",
                "https://oraclelumira.com", "TRUSTED_PROXIES", "127.0.0.0/8")).echoing(line -> {
                    if (line.contains("admission."))
                        System.err.println(line);
                }).start();
    }

    private static String order(PackagedApp app) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(app.uri("/api/products/create-payment-intent").toString()))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"productId\":\"mystique\",\"customerEmail\":\"first@example.com\"}"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body()).path("orderId")
                    .asText();
        }
    }

    private static String row(Overload.Result result) {
        return "| %d | %s | %d | %d | %d | %d | %d |".formatted(result.connections(), result.answers(), result.broken(),
                result.slowestHealth().toMillis(), result.healthFailures(), result.mostMemory(),
                result.recovery().toMillis());
    }
}
