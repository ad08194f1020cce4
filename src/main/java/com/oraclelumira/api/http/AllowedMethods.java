package com.oraclelumira.api.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;

/**
 * The {@code Allow} header that RFC 9110 demands of a 405, which quarkus-rest leaves out: looked up in our own API
 * description, once read at the first 405.
 */
@Singleton
class AllowedMethods {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^/{}]+}");

    private final OpenApiDocumentService documents;
    private final ObjectMapper json;
    private volatile Map<Pattern, Set<String>> byPath;

    AllowedMethods(OpenApiDocumentService documents, ObjectMapper json) {
        this.documents = documents;
        this.json = json;
    }

    /** For example {@code GET, HEAD, OPTIONS}; empty for a path that the description does not have. */
    Optional<String> of(String path) {
        if (byPath == null) {
            byPath = read();
        }
        var methods = new TreeSet<String>();
        byPath.forEach((pattern, allowed) -> {
            if (pattern.matcher(path).matches()) {
                methods.addAll(allowed);
            }
        });
        return methods.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", methods));
    }

    private Map<Pattern, Set<String>> read() {
        try {
            var document = documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON);
            var result = new LinkedHashMap<Pattern, Set<String>>();
            json.readTree(document).path("paths").properties()
                    .forEach(path -> result.put(pattern(path.getKey()), methods(path.getValue())));
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
