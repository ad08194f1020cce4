package com.oraclelumira.api.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The buckets as a stranger and as a page in a browser meet them. Reads only. SEC-7, GO-2 */
@Singleton
public class BucketInspection {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String STRANGER = "https://a-stranger.example";
    /** No object need be there: browsers ask before they send. */
    private static final String ANY_KEY = "uploads/preflight";

    private final S3Config config;
    private final S3Clients s3;
    private final ObjectAddresses addresses;

    BucketInspection(S3Config config, S3Clients s3) {
        this.config = config;
        this.s3 = s3;
        this.addresses = new ObjectAddresses(config);
    }

    /**
     * @param open what who has no key may do, in sentences
     * @param empty no object was there to try
     */
    public record Privacy(List<String> open, boolean empty) {}

    public boolean configured() {
        return config.complete();
    }

    /** Lists each bucket, and reads one object of each, without a signature. Problems: IOException when it is silent. */
    public Privacy privacy() throws IOException {
        var open = new ArrayList<String>();
        boolean empty = false;
        try (var stranger = stranger()) {
            for (var bucket : Bucket.values()) {
                var name = config.name(bucket);
                if (opens(stranger, "GET", URI.create(addresses.publicUrl(new ObjectRef(bucket, ""))
                        + "?list-type=2&max-keys=1")))
                    open.add("everybody may list bucket " + name);
                var object = some(name);
                empty |= object.isEmpty();
                for (var found : object)
                    if (opens(stranger, "HEAD", URI.create(addresses.publicUrl(new ObjectRef(bucket, found.key())))))
                        open.add("everybody may read what is in bucket " + name);
            }
        }
        return new Privacy(open, empty);
    }

    /** What differs from the rules of {@link BucketSetup}, asked as a browser asks; empty when pages may what they must. */
    public List<String> wrongRules(List<String> origins) throws IOException {
        var wrong = new ArrayList<String>();
        try (var browser = stranger()) {
            for (var bucket : Bucket.values()) {
                var name = config.name(bucket);
                for (var origin : origins)
                    for (var method : bucket == Bucket.UPLOADS ? List.of("PUT", "GET") : List.of("GET"))
                        if (!allows(browser, bucket, origin, method))
                            wrong.add("pages of " + origin + " may not " + method + " in bucket " + name);
                for (var origin : List.of(STRANGER, "null"))
                    if (Stream.of("GET", "PUT").anyMatch(method -> allows(browser, bucket, origin, method)))
                        wrong.add("pages of origin " + origin + " may use bucket " + name);
            }
        }
        return wrong;
    }

    private List<S3Object> some(String bucket) throws IOException {
        try {
            return s3.client().listObjectsV2(list -> list.bucket(bucket).maxKeys(1)).contents();
        } catch (SdkException e) {
            throw new IOException("bucket " + bucket + " cannot be listed with our key: "
                    + e.getClass().getSimpleName(), e);
        }
    }

    private static HttpClient stranger() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    private static boolean opens(HttpClient stranger, String method, URI url) throws IOException {
        return send(stranger, HttpRequest.newBuilder(url).method(method, BodyPublishers.noBody())).statusCode()
                / 100 == 2;
    }

    private boolean allows(HttpClient browser, Bucket bucket, String origin, String method) {
        var question = HttpRequest.newBuilder(URI.create(addresses.publicUrl(new ObjectRef(bucket, ANY_KEY))))
                .method("OPTIONS", BodyPublishers.noBody()).header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "content-type");
        try {
            var allowed = send(browser, question).headers().firstValue("Access-Control-Allow-Origin").orElse("");
            return allowed.equals(origin) || allowed.equals("*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<Void> send(HttpClient client, HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(PATIENCE).build(), BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
