package com.oraclelumira.api.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;

/**
 * Our own API description, asked what a path is: which methods it takes (the {@code Allow} header that RFC 9110 demands
 * of a 405, and quarkus-rest leaves out) and which of a bounded set of names a metric may call it by.
 */
@Singleton
class KnownPaths {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^/{}]+}");

    private record Known(String template, Pattern pattern, Set<String> methods) {}

    private final OpenApiDocumentService documents;
    private final ObjectMapper json;
    private volatile Map<String, List<Known>> byBeginning;

    KnownPaths(OpenApiDocumentService documents, ObjectMapper json) {
        this.documents = documents;
        this.json = json;
    }

    /** Read beside the start: neither that nor the first refusal shall wait for it. */
    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("known-paths").start(this::known);
    }

    /** For example {@code GET, HEAD, OPTIONS}; empty for a path that the description does not have. */
    Optional<String> methods(String path) {
        var methods = new TreeSet<String>();
        known().getOrDefault(beginning(path), List.of()).stream()
                .filter(known -> known.pattern().matcher(path).matches())
                .forEach(known -> methods.addAll(known.methods()));
        return methods.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", methods));
    }

    /** For example {@code /api/orders/{paymentIntentId}}; empty for a path that the description does not have. */
    Optional<String> template(String path) {
        return known().getOrDefault(beginning(path), List.of()).stream()
                .filter(known -> known.pattern().matcher(path).matches()).map(Known::template).findFirst();
    }

    private Map<String, List<Known>> known() {
        if (byBeginning == null) {
            byBeginning = read();
        }
        return byBeginning;
    }

    private Map<String, List<Known>> read() {
        try {
            var document = documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON);
            var result = new HashMap<String, List<Known>>();
            json.readTree(document).path("paths").properties().stream()
                    .map(path -> new Known(path.getKey(), pattern(path.getKey()), methods(path.getValue())))
                    .forEach(known -> result.computeIfAbsent(beginning(known.template()), _ -> new ArrayList<>())
                            .add(known));
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first two segments, which are parameters in no path of ours: a flood of refusals shall not try every path. */
    private static String beginning(String path) {
        int second = path.indexOf('/', 1);
        int third = second < 0 ? -1 : path.indexOf('/', second + 1);
        return third < 0 ? path : path.substring(0, third);
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(PARAMETER.matcher(template).replaceAll("[^/]+"));
    }

    private static Set<String> methods(JsonNode path) {
        var methods = new TreeSet<>(Set.of("OPTIONS"));
        path.fieldNames().forEachRemaining(name -> {
            if (METHODS.contains(name)) {
                methods.add(name.toUpperCase(Locale.ROOT));
            }
        });
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }
}
