package com.oraclelumira.sandbox.stripe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.node.ObjectNode;

import com.oraclelumira.sandbox.stripe.DeliveryLog.Attempt;

/** Sends events to the endpoints, signed afresh each time, until they answer 2xx. */
final class Deliveries implements AutoCloseable {
    private final SandboxState state;
    private final Endpoints endpoints;
    private final Clock clock;
    private final DelayQueue<Parcel> queue = new DelayQueue<>();
    private final Outstanding outstanding = new Outstanding();
    private final HttpClient http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile DeliveryKnobs knobs = DeliveryKnobs.defaults();

    Deliveries(SandboxState state, Endpoints endpoints, SandboxSettings settings) {
        this.state = state;
        this.endpoints = endpoints;
        this.clock = settings.clock();
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5)).executor(threads).build();
        for (int i = 0; i < settings.deliveryThreads(); i++) {
            threads.execute(this::work);
        }
    }

    DeliveryKnobs knobs() {
        return knobs;
    }

    void knobs(DeliveryKnobs changed) {
        knobs = changed;
    }

    Outstanding outstanding() {
        return outstanding;
    }

    /** Sends as many copies as the knobs say, each of them retried by itself. */
    void send(String event, String endpoint, byte[] body) {
        DeliveryKnobs now = knobs;
        for (int copy = 0; copy < now.copies(); copy++) {
            long shuffled = now.shuffleMillis() == 0 ? 0 : ThreadLocalRandom.current().nextLong(now.shuffleMillis());
            outstanding.add();
            queue.add(new Parcel(event, endpoint, body).in(now.delayMillis() + shuffled));
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                deliver(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Parcel parcel) throws InterruptedException {
        boolean again = false;
        try {
            Optional<ObjectNode> endpoint = state.locked(() -> state.shelf(Kind.ENDPOINT).find(parcel.endpoint()))
                    .filter(Endpoints::enabled);
            if (endpoint.isPresent()) {
                Attempt attempt = attempt(parcel, endpoint.get());
                record(parcel.event(), attempt);
                again = !attempt.succeeded() && parcel.attempt() < knobs.maxAttempts();
            }
        } finally {
            if (again) {
                queue.add(parcel.retry(knobs.backoff(parcel.attempt())));
            } else {
                outstanding.remove();
            }
        }
    }

    private Attempt attempt(Parcel parcel, ObjectNode endpoint) throws InterruptedException {
        try {
            HttpRequest request = request(parcel, endpoint);
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            return new Attempt(parcel.endpoint(), clock.millis(), status, null);
        } catch (IOException | IllegalArgumentException e) {
            return new Attempt(parcel.endpoint(), clock.millis(), 0, e.getClass().getSimpleName());
        }
    }

    private HttpRequest request(Parcel parcel, ObjectNode endpoint) {
        long second = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(URI.create(endpoint.path("url").textValue()))
                .timeout(Duration.ofMillis(knobs.timeoutMillis()))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature",
                        WebhookSignature.header(parcel.body(), endpoints.secrets(endpoint), second))
                .POST(BodyPublishers.ofByteArray(parcel.body())).build();
    }

    private void record(String event, Attempt attempt) {
        state.run(() -> {
            DeliveryLog log = state.deliveryLog(event);
            if (log != null) {
                state.deliveryLog(event, log.with(attempt));
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
