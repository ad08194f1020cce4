package com.oraclelumira.api.preflight.payment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** The shop as the customers' app calls it, at its public address. */
final class Storefront implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final String app;
    private final HttpClient client;

    /**
     * @param app origin of the customers' app, in whose name we call
     * @param ca PEM file of an authority that is trusted instead of the platform's
     */
    Storefront(URI base, String app, Optional<Path> ca) throws IOException {
        this.base = base;
        this.app = app;
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (ca.isPresent())
            builder.sslContext(trusting(ca.get()));
        this.client = builder.build();
    }

    /** What the app would read. */
    record Reply(int status, JsonNode json) {
        String text(String field) {
            return json.path(field).asText("");
        }
    }

    /** A new order at each call: the one of a run that failed would be resumed, and is at its end at Stripe. */
    Reply checkout(String productId, String email) throws IOException {
        var body = Map.of("productId", productId, "customerEmail", email, "customerName", "Essai Preflight", "metadata",
                Map.of("source", "spa-checkout"));
        return send(request("/api/products/create-payment-intent").header("Content-Type", "application/json")
                .header("Idempotency-Key", "preflight-" + UUID.randomUUID())
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    Reply order(String handle) throws IOException {
        return send(request("/api/orders/" + handle).GET());
    }

    /** Where the customer would come back to. */
    URI returnPage() {
        return URI.create(app + "/confirmation");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).header("Origin", app)
                .header("Accept", "application/json").header("User-Agent", "lumira-preflight");
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(answer.statusCode(), json(answer.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance(); // a proxy's page
        }
    }

    private static SSLContext trusting(Path pem) throws IOException {
        try (var in = Files.newInputStream(pem)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int n = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in))
                store.setCertificateEntry("ca" + n++, certificate);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("not a certificate authority: " + pem.getFileName(), e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
