package com.oraclelumira.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;

import io.restassured.response.Response;

/** A customer's photos on their way to the bucket, as both pages send them. */
public final class Camera {
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private Camera() {}

    public static Response presign(Shop shop, String type, String contentType, String name) {
        return shop.request().body(Map.of("type", type, "contentType", contentType, "originalName", name))
                .post("/api/uploads/presign");
    }

    /** A JPEG of this many bytes, as far as one looks. */
    public static byte[] jpeg(int bytes) {
        var start = new byte[]{(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0};
        return Arrays.copyOf(start, bytes);
    }

    /** A JPEG of this many bytes that has arrived; its key. */
    public static String sent(Shop shop, String type, int bytes) {
        return sent(shop, type, jpeg(bytes));
    }

    /** Whatever was sent as a JPEG and has arrived; its key. */
    public static String sent(Shop shop, String type, byte[] bytes) {
        var presigned = presign(shop, type, "image/jpeg", "me.jpg").then().statusCode(200).extract();
        int status = put(presigned.path("uploadUrl"), "image/jpeg", bytes);
        if (status != 200)
            throw new AssertionError("the bucket answered " + status);
        return presigned.path("key");
    }

    public static String sent(Shop shop, String type) {
        return sent(shop, type, 2000);
    }

    public static int put(String url, String contentType, byte[] bytes) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", contentType)
                .PUT(BodyPublishers.ofByteArray(bytes))).statusCode();
    }

    public static int get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET()).statusCode();
    }

    /** What this address shows. */
    public static byte[] photo(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET()).body();
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return BROWSER.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
