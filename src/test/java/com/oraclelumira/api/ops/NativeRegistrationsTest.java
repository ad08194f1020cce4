package com.oraclelumira.api.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** No GraalVM is needed to see that the native executable would lack a class. */
@Tag("INF-1")
class NativeRegistrationsTest {
    private static final Pattern CACHE = Pattern.compile("Caffeine\\.newBuilder\\(\\)(.*?)\\.build(?:Async)?\\(",
            Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("\\.(\\w+)\\(");
    private static final String PACKAGE = "com.github.benmanes.caffeine.cache.";
    private static final List<String> REGISTERED = List
            .of(NativeRegistrations.class.getAnnotation(RegisterForReflection.class).classNames());

    @Test
    void every_kind_of_cache_in_the_code_is_registered() throws IOException {
        var needed = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".java")).toList())
                CACHE.matcher(Files.readString(file)).results()
                        .forEach(cache -> needed.addAll(classes(cache.group(1))));
        }
        assertThat(needed).hasSizeGreaterThan(1).containsExactlyInAnyOrderElementsOf(REGISTERED);
    }

    /** Caffeine's own naming; the other test holds it to what Caffeine really does. */
    private static List<String> classes(String chain) {
        var steps = STEP.matcher(chain).results().map(step -> step.group(1)).filter(step -> !step.equals("window"))
                .toList();
        assertThat(steps).describedAs("steps that this test can name").isSubsetOf("maximumSize", "expireAfterAccess",
                "expireAfterWrite");
        var size = steps.contains("maximumSize") ? "MS" : "";
        var expiry = (steps.contains("expireAfterAccess") ? "A" : "") + (steps.contains("expireAfterWrite") ? "W" : "");
        return List.of(PACKAGE + "SS" + size + expiry, PACKAGE + "PS" + expiry + size);
    }

    @Test
    void caffeine_names_its_classes_as_registered() throws ReflectiveOperationException {
        for (var cache : List.<Cache<String, String>>of(
                Caffeine.newBuilder().maximumSize(1).expireAfterAccess(Duration.ofHours(1)).build(),
                Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).build()))
            assertThat(REGISTERED).containsAll(namesOf(cache).toList());
    }

    private static Stream<String> namesOf(Cache<String, String> cache) throws ReflectiveOperationException {
        cache.put("a", "b");
        var inner = field(cache, "cache");
        var entry = ((java.util.Map<?, ?>) field(inner, "data")).values().iterator().next();
        return Stream.of(inner, entry).map(each -> each.getClass().getName());
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass())
            for (var field : type.getDeclaredFields())
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(owner);
                }
        throw new NoSuchFieldException(name);
    }
}
