package com.oraclelumira.api.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("COM-2")
@Tag("INF-6")
class ErrorFingerprintsTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ErrorFingerprints filter = new ErrorFingerprints();
    private Set<String> before;

    /** Whatever else failed in this JVM is there already. */
    @BeforeEach
    void count() {
        Metrics.addRegistry(metrics);
        before = fingerprints();
    }

    @AfterEach
    void stop() {
        Metrics.removeRegistry(metrics);
    }

    @Test
    void the_same_failure_in_the_same_place_has_one_name_whatever_it_says() {
        var first = ErrorFingerprints.of(failing("one"));
        var second = ErrorFingerprints.of(failing("two"));
        assertThat(first).isEqualTo(second).matches("[0-9a-f]{12}");
        assertThat(ErrorFingerprints.of(new IllegalStateException("three"))).isNotEqualTo(first);
        assertThat(ErrorFingerprints.of(otherwise())).isNotEqualTo(first);
    }

    @Test
    void its_cause_gives_the_name_not_what_was_wrapped_around_it() {
        var cause = otherwise();
        assertThat(ErrorFingerprints.of(new RuntimeException("around", cause))).isEqualTo(ErrorFingerprints.of(cause));
    }

    @Test
    void a_line_with_a_failure_carries_its_name_and_is_counted() {
        var line = line(Level.ERROR, failing("x"));
        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getMdc("fingerprint")).isEqualTo(ErrorFingerprints.of(line.getThrown()));
        assertThat(counted(line.getMdc("fingerprint"))).isEqualTo(1);
    }

    @Test
    void other_lines_pass_as_they_are() {
        for (var line : new ExtLogRecord[]{line(Level.ERROR, null), line(Level.INFO, failing("x"))}) {
            assertThat(filter.isLoggable(line)).isTrue();
            assertThat(line.getMdc("fingerprint")).isNull();
        }
        assertThat(fingerprints()).isEqualTo(before);
    }

    @Test
    @Tag("SEC-8")
    void a_thousand_kinds_of_failure_are_a_hundred_series_and_one() {
        for (int n = 0; n < 1_000; n++) {
            var failure = new IllegalStateException();
            failure.setStackTrace(new StackTraceElement[]{
                    new StackTraceElement("com.oraclelumira.api.Made" + n, "up", "Made.java", 1)});
            filter.isLoggable(line(Level.WARN, failure));
        }
        var names = fingerprints();
        names.removeAll(before);
        assertThat(names).hasSize(ErrorFingerprints.MOST + 1).contains(ErrorFingerprints.OTHER);
        assertThat(counted(ErrorFingerprints.OTHER)).isEqualTo(900);
    }

    private Set<String> fingerprints() {
        return metrics.find("lumira.errors").counters().stream()
                .map(counter -> counter.getId().getTag("fingerprint")).collect(Collectors.toCollection(HashSet::new));
    }

    private double counted(String fingerprint) {
        return metrics.counter("lumira.errors", "fingerprint", fingerprint).count();
    }

    private static ExtLogRecord line(Level level, Throwable failure) {
        var line = new ExtLogRecord(level, "failed", ErrorFingerprintsTest.class.getName());
        line.setThrown(failure);
        return line;
    }

    private static RuntimeException failing(String message) {
        Supplier<RuntimeException> made = () -> new IllegalArgumentException(message);
        return made.get();
    }

    private static RuntimeException otherwise() {
        return new UncheckedIOException(new IOException("x"));
    }
}
