package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/** What a run of tests leaves for the go-live report: a real launcher runs the small classes below. */
@Tag("DEP-6")
class ChecklistListenerTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    @Tag("every")
    static class Mixed {
        @Test
        void holds() {}

        @Test
        @Tag("red")
        void holds_not() {
            fail("on purpose");
        }

        @Test
        @Disabled("on purpose")
        @Tag("idle")
        void is_left_out() {}

        @Test
        @Tag("idle")
        void cannot_be_tried_here() {
            assumeTrue(false);
        }

        @TestFactory
        @Tag("dynamic")
        Stream<DynamicTest> come_while_it_runs() {
            return Stream.of("one", "two").map(name -> DynamicTest.dynamicTest(name, () -> {}));
        }
    }

    @Tag("unready")
    static class NeverReady {
        @BeforeAll
        static void fails() {
            throw new IllegalStateException("on purpose");
        }

        @Test
        @Tag("untried")
        void is_never_run() {}
    }

    @Disabled("on purpose")
    @Tag("disabled")
    static class LeftOut {
        @Test
        void one() {}

        @Test
        void two() {}
    }

    static class Packaged {
        @Test
        @Tag("every")
        void holds() {}
    }

    @Test
    void each_tag_has_what_passed_failed_and_was_skipped() throws IOException {
        run("inside", Mixed.class, NeverReady.class, LeftOut.class);
        assertThat(counts("every")).isEqualTo("3 passed, 1 failed [ChecklistListenerTest$Mixed.holds_not], "
                + "2 skipped [ChecklistListenerTest$Mixed.cannot_be_tried_here, ChecklistListenerTest$Mixed.is_left_out]");
        assertThat(counts("red")).startsWith("0 passed, 1 failed");
        assertThat(counts("idle")).startsWith("0 passed, 0 failed [], 2 skipped");
        assertThat(counts("dynamic")).startsWith("2 passed, 0 failed");
    }

    @Test
    void tests_that_a_failing_preparation_kept_from_running_have_failed_and_those_of_a_disabled_class_are_skipped()
            throws IOException {
        run("inside", NeverReady.class, LeftOut.class);
        assertThat(counts("unready")).startsWith("0 passed, 1 failed [ChecklistListenerTest$NeverReady.is_never_run]");
        assertThat(counts("untried")).startsWith("0 passed, 1 failed");
        assertThat(counts("disabled")).startsWith("0 passed, 0 failed [], 2 skipped");
    }

    @Test
    void both_runs_stand_in_one_report_and_the_first_begins_it_anew() throws IOException {
        run("packaged", Packaged.class);
        run("inside", Mixed.class, NeverReady.class, LeftOut.class);
        assertThat(report().objection(COMMIT)).hasValueSatisfying(said -> assertThat(said).contains("packaged"));
        run("packaged", Packaged.class);
        assertThat(report().objection(COMMIT)).isEmpty();
        assertThat(counts("every")).startsWith("4 passed, 1 failed");
        run("packaged", Packaged.class);
        assertThat(counts("every")).startsWith("4 passed, 1 failed");
    }

    @Test
    void some_classes_are_not_the_whole() throws IOException {
        run("inside", Mixed.class);
        run("packaged", Packaged.class);
        assertThat(report().objection(COMMIT)).hasValueSatisfying(said -> assertThat(said).contains("inside"));
    }

    @Test
    void a_run_that_never_ended_proves_nothing() throws IOException {
        run("inside", Mixed.class, NeverReady.class, LeftOut.class);
        run("packaged", Packaged.class);
        ledger("packaged").begin();
        assertThat(report().objection(COMMIT)).hasValueSatisfying(said -> assertThat(said).contains("packaged"));
    }

    private void run(String name, Class<?>... classes) {
        var alone = LauncherConfig.builder().enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestExecutionListeners(new ChecklistListener(Optional.of(ledger(name)))).build();
        var request = LauncherDiscoveryRequestBuilder.request();
        for (var type : classes)
            request.selectors(selectClass(type));
        LauncherFactory.create(alone).execute(request.build());
    }

    private TestLedger ledger(String name) {
        var expected = name.equals("inside")
                ? Stream.of(Mixed.class, NeverReady.class, LeftOut.class)
                : Stream.of(Packaged.class);
        return new TestLedger(name, folder.resolve("tests.json"),
                Set.copyOf(expected.map(Class::getName).toList()), COMMIT);
    }

    private TestReport report() throws IOException {
        return TestReport.read(Files.readString(folder.resolve("tests.json")));
    }

    private String counts(String tag) throws IOException {
        var count = report().runs().stream().map(run -> run.tags().getOrDefault(tag, TestReport.Count.NONE))
                .reduce(TestReport.Count.NONE, TestReport.Count::plus);
        return "%d passed, %d failed %s, %d skipped %s".formatted(count.passed(), count.failed(),
                count.failures().stream().sorted().toList(), count.skipped(), count.skips().stream().sorted().toList());
    }
}
