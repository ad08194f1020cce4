package com.oraclelumira.api.intrusion;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * No text of a stranger's is a pattern, and none makes one of ours run on. The patterns come from the compiled classes:
 * one that is written tomorrow is tried as well.
 */
@Tag("SEC-8")
class PatternsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("com.oraclelumira.api");
    private static final int LENGTH = 65_536;
    /** A quadratic match of this length takes minutes, an exponential one for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> PIECES = List.of("a", "1", ".", "-", " ", "a.", "1.", "\"", "\n", "é", "x-amz-a",
            "s3.", "{", "a/", "\u0301");

    @Test
    void every_pattern_decides_about_sixty_four_kibibytes_in_a_moment() {
        var patterns = patterns();
        assertThat(patterns).hasSizeGreaterThan(8);
        patterns.forEach((where, pattern) -> hostile()
                .forEach(text -> assertTimeoutPreemptively(PATIENCE, () -> tried(pattern, text),
                        () -> where + " " + pattern + " on " + text.substring(0, 12) + "…")));
    }

    /** As all of our code asks, and with an end that makes a match fail. */
    private static boolean tried(Pattern pattern, String text) {
        return pattern.matcher(text).matches() | pattern.matcher(text).find()
                | pattern.matcher(text).replaceAll("").isEmpty();
    }

    private static Stream<String> hostile() {
        return PIECES.stream().map(piece -> piece.repeat(LENGTH / piece.length()))
                .flatMap(text -> Stream.of(text + "\u0000", "A" + text + "!"));
    }

    private static Map<String, Pattern> patterns() {
        var found = new TreeMap<String, Pattern>();
        CLASSES.stream().flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(Pattern.class))
                .filter(field -> !field.getOwner().getPackageName().endsWith(".ops")) // the operator's own environment
                .filter(field -> Modifier.isStatic(field.reflect().getModifiers()))
                .forEach(field -> found.put(field.getFullName(), value(field)));
        return found;
    }

    private static Pattern value(JavaField field) {
        try {
            var reflected = field.reflect();
            reflected.setAccessible(true);
            return (Pattern) reflected.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One quotes what was typed, the other looks for 24 hexadecimal digits. */
    @Test
    @Tag("defect-12")
    void the_database_is_asked_by_pattern_in_two_places_only() {
        noClasses().that().doNotHaveSimpleName("UserDirectory").and().doNotHaveSimpleName("AuditTrail").should()
                .callMethod(Filters.class, "regex", String.class, String.class).orShould()
                .callMethod(Filters.class, "regex", String.class, String.class, String.class).orShould()
                .callMethod(Filters.class, "regex", String.class, Pattern.class).check(CLASSES);
        noClasses().should().callMethod(Filters.class, "where", String.class).orShould()
                .callMethod(Filters.class, "expr", Object.class).because("nothing that a server runs as a program")
                .check(CLASSES);
    }
}
