package com.oraclelumira.sandbox.s3;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.sun.net.httpserver.Headers;

/** A request taken apart; {@code key} is empty for one about the bucket itself. Names in {@code query} as they came. */
record S3Request(String method, URI uri, String bucket, String key, Map<String, String> query, Headers headers) {

    /** Which object, or which bucket where {@code key} is empty. */
    record Target(String bucket, String key) {}

    static S3Request of(String method, URI uri, Headers headers) {
        var target = path(uri.getRawPath());
        return new S3Request(method, uri, target.bucket(), target.key(), query(uri.getRawQuery()), headers);
    }

    /** Of {@code /bucket/key}, percent-encoded, with or without the first slash. */
    static Target path(String raw) {
        var decoded = decoded(raw.replace("+", "%2B"));
        var path = decoded.startsWith("/") ? decoded.substring(1) : decoded;
        int slash = path.indexOf('/');
        return slash < 0 ? new Target(path, "") : new Target(path.substring(0, slash), path.substring(slash + 1));
    }

    private static Map<String, String> query(String raw) {
        var query = new LinkedHashMap<String, String>();
        if (raw != null)
            Arrays.stream(raw.split("&")).map(pair -> pair.split("=", 2))
                    .forEach(pair -> query.put(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1])));
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    boolean presigned() {
        return query.containsKey("X-Amz-Signature");
    }

    boolean about(String subresource) {
        return key.isEmpty() && query.containsKey(subresource);
    }
}
