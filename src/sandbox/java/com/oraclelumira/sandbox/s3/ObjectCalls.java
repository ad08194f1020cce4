package com.oraclelumira.sandbox.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;

import static java.lang.Math.min;

/** What can be done with one object, once the signature is verified. */
final class ObjectCalls {
    private static final Map<String, String> OVERRIDES = Map.of("response-content-type", "Content-Type",
            "response-content-disposition", "Content-Disposition", "response-cache-control", "Cache-Control");
    /** What a sender may say of an object without signing it. */
    private static final List<String> ATTACHED = List.of("Content-Disposition", "Cache-Control", "Content-Language");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    private final S3Settings settings;
    private final Objects objects;

    ObjectCalls(S3Settings settings) {
        this.settings = settings;
        this.objects = new Objects(settings.folder());
    }

    /** ListObjectsV2, of which nobody here wants more than one. */
    void list(S3Request request, HttpExchange exchange) throws IOException {
        var found = objects.some(request.bucket())
                .map(key -> "<Contents><Key>" + key.replace("&", "&amp;").replace("<", "&lt;") + "</Key></Contents>");
        var xml = "<ListBucketResult><Name>" + request.bucket() + "</Name><IsTruncated>false</IsTruncated>"
                + found.orElse("") + "</ListBucketResult>";
        var bytes = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    void put(S3Request request, HttpExchange exchange) throws IOException {
        if (request.header("x-amz-copy-source").isPresent()) {
            copy(request, exchange);
            return;
        }
        if (request.header("Content-Length").isEmpty())
            throw new S3Error(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        if (Long.parseLong(request.header("Content-Length").orElseThrow()) > settings.largest())
            throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        var stored = objects.put(request.bucket(), request.key(), said(request), exchange.getRequestBody(),
                settings.largest());
        exchange.getResponseHeaders().set("ETag", stored.etag());
        exchange.sendResponseHeaders(200, -1);
    }

    private void copy(S3Request request, HttpExchange exchange) throws IOException {
        var source = S3Request.path(request.header("x-amz-copy-source").orElseThrow());
        var from = objects.find(source.bucket(), source.key()).orElseThrow(ObjectCalls::noSuchKey);
        if (request.header("x-amz-copy-source-if-match").filter(etag -> !unquoted(etag).equals(unquoted(from.etag())))
                .isPresent())
            throw new S3Error(412, "PreconditionFailed", "At least one of the preconditions did not hold.");
        boolean replaces = request.header("x-amz-metadata-directive").filter("REPLACE"::equals).isPresent();
        try (var bytes = Files.newInputStream(from.file())) {
            var stored = objects.put(request.bucket(), request.key(), replaces ? said(request) : from.said(), bytes,
                    settings.largest());
            var body = ("<CopyObjectResult><ETag>" + stored.etag() + "</ETag></CopyObjectResult>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    void get(S3Request request, HttpExchange exchange) throws IOException {
        var stored = objects.find(request.bucket(), request.key()).orElseThrow(ObjectCalls::noSuchKey);
        var headers = exchange.getResponseHeaders();
        stored.said().forEach(headers::set);
        headers.set("ETag", stored.etag());
        OVERRIDES.forEach((parameter, header) -> {
            if (request.query().containsKey(parameter))
                headers.set(header, request.query().get(parameter));
        });
        var range = RANGE.matcher(request.header("Range").orElse(""));
        if (request.method().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(stored.size()));
            exchange.sendResponseHeaders(200, -1);
        } else if (range.matches()) {
            part(exchange, stored, Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
        } else {
            exchange.sendResponseHeaders(200, stored.size() == 0 ? -1 : stored.size());
            Files.copy(stored.file(), exchange.getResponseBody());
        }
    }

    private static void part(HttpExchange exchange, Objects.Stored stored, long first, long last) throws IOException {
        if (first >= stored.size() || last < first)
            throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
        long end = min(last, stored.size() - 1);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + end + "/" + stored.size());
        exchange.sendResponseHeaders(206, end - first + 1);
        try (var bytes = Files.newInputStream(stored.file())) {
            bytes.skipNBytes(first);
            exchange.getResponseBody().write(bytes.readNBytes((int) (end - first + 1)));
        }
    }

    void delete(S3Request request, HttpExchange exchange) throws IOException {
        objects.delete(request.bucket(), request.key());
        exchange.sendResponseHeaders(204, -1);
    }

    private static Map<String, String> said(S3Request request) {
        var said = new LinkedHashMap<String, String>();
        said.put("Content-Type", request.header("Content-Type").orElse("binary/octet-stream"));
        ATTACHED.forEach(name -> request.header(name).ifPresent(value -> said.put(name, value)));
        return said;
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    private static S3Error noSuchKey() {
        return new S3Error(404, "NoSuchKey", "The specified key does not exist.");
    }
}
