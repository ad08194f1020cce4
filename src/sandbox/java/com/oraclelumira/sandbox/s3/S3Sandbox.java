package com.oraclelumira.sandbox.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A running stand-in S3 server. */
public final class S3Sandbox implements AutoCloseable {
    private final BucketRules rules = new BucketRules();
    private final S3Server server;
    private final Objects objects;

    private S3Sandbox(S3Settings settings) {
        server = new S3Server(settings, rules);
        objects = new Objects(settings.folder());
    }

    public static S3Sandbox start(S3Settings settings) {
        return new S3Sandbox(settings);
    }

    /** By number, as browsers and the application must name the same host: signatures cover it. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Pages of these origins may send and read; instead of a PutBucketCors. */
    public void allowOrigins(List<String> origins) {
        server.buckets().forEach(bucket -> rules.allow(bucket, origins));
    }

    /** Puts an object there, as somebody with the keys would. */
    public void put(String bucket, String key, String contentType, byte[] bytes) {
        try {
            objects.put(bucket, key, Map.of("Content-Type", contentType), new ByteArrayInputStream(bytes),
                    Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on every call is refused as by an overloaded server, or answered again. */
    public void overloaded(boolean yes) {
        server.overloaded(yes);
    }

    /** From now on everybody may list and read, as with a policy that makes the buckets public; or nobody again. */
    public void open(boolean yes) {
        server.open(yes);
    }

    /** The buckets were never told anything. */
    public void forgetRules() {
        rules.forget();
    }

    public boolean has(String bucket, String key) {
        return objects.find(bucket, key).isPresent();
    }

    @Override
    public void close() {
        server.close();
    }
}
