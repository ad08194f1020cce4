package com.oraclelumira.api.preflight;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

@Tag("DEP-6")
class ExaminerTest {
    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(60);

    private record Only(String name, List<Probe> probes) implements Group {}

    @Test
    void answers_come_in_the_order_of_groups_and_probes() {
        var results = new Examiner(LONG).ask(List.of(new Only("one", List.of(probe("a", () -> Finding.good("fine")))),
                new Only("two", List.of(probe("b", () -> Finding.bad("broken", "mend it")),
                        probe("c", () -> Finding.human("who knows", "ask her"))))));
        assertThat(results).extracting(Result::group).containsExactly("one", "two", "two");
        assertThat(results).extracting(Result::id).containsExactly("a", "b", "c");
        assertThat(results).extracting(Result::mark).containsExactly(Mark.GOOD, Mark.BAD, Mark.HUMAN);
        assertThat(results).extracting(Result::mend).containsExactly("", "mend it", "ask her");
    }

    @Test
    void all_are_asked_at_once() {
        var met = new CyclicBarrier(2);
        var results = ask(probe("a", () -> Finding.good("met " + met.await())),
                probe("b", () -> Finding.good("met " + met.await())));
        assertThat(results).extracting(Result::mark).containsOnly(Mark.GOOD);
    }

    @Test
    void what_does_not_answer_in_time_or_throws_counts_as_bad_and_hides_no_other() {
        var never = new CountDownLatch(1);
        var results = new Examiner(Duration.ofSeconds(2)).ask(List.of(new Only("all", List.of(probe("hangs", () -> {
            never.await();
            return Finding.good("never");
        }), probe("throws", () -> {
            throw new IllegalStateException("no such thing");
        }), probe("breaks", () -> {
            throw new StackOverflowError();
        }), probe("holds", () -> Finding.good("fine"))))));
        assertThat(results).extracting(Result::mark).containsExactly(Mark.BAD, Mark.BAD, Mark.BAD, Mark.GOOD);
        assertThat(results).extracting(Result::found).containsExactly("no answer within 2 s",
                "could not be looked at: IllegalStateException: no such thing",
                "could not be looked at: StackOverflowError", "fine");
    }

    /** A name that the DNS never answers for is waited for by the platform, whoever interrupts. */
    @Test
    void one_that_hears_no_interrupt_is_not_waited_for() {
        var never = new CompletableFuture<Finding>();
        try {
            var results = assertTimeoutPreemptively(Duration.ofSeconds(20),
                    () -> new Examiner(Duration.ofSeconds(1)).ask(List.of(new Only("all",
                            List.of(probe("deaf", never::join))))));
            assertThat(results).extracting(Result::found).containsExactly("no answer within 1 s");
        } finally {
            never.complete(Finding.good("late"));
        }
    }

    @Test
    void what_an_installation_says_forges_no_line_steers_no_terminal_and_has_an_end() {
        var finding = Finding.bad("\u001b[2Jgone\n✔ All is well.\u009b31m\u202e", "x".repeat(100_000));
        assertThat(finding.found()).isEqualTo(" [2Jgone ✔ All is well. 31m ");
        assertThat(finding.mend()).hasSizeLessThan(10_000).endsWith(" …");
    }

    /** The JDK's client tells of a closed port by exceptions without a word, the last of them a closed channel. */
    @Test
    void a_cause_without_a_word_does_not_hide_who_did_not_answer() {
        var silent = new ConnectException();
        silent.initCause(new ClosedChannelException());
        assertThat(Failures.say(new IllegalStateException("n8n did not answer", silent)))
                .isEqualTo("IllegalStateException: n8n did not answer");
        assertThat(Failures.say(new IllegalStateException("outer", new IOException("no route"))))
                .isEqualTo("IOException: no route");
        assertThat(Failures.say(silent)).isEqualTo("ClosedChannelException");
    }

    @Test
    void one_that_does_not_hold_is_a_no_go_and_what_people_must_look_at_is_none() {
        var good = result("good", Finding.good("fine"));
        var human = result("human", Finding.human("who knows", "ask her"));
        var bad = result("bad", Finding.bad("broken", "mend it"));
        assertThat(examination(good, human).isGo()).isTrue();
        assertThat(examination(good, bad, human).isGo()).isFalse();
    }

    @Test
    void the_table_says_of_each_what_was_found_and_of_the_others_how_to_mend_them() {
        assertThat(Table.lines(examination(result("good", Finding.good("fine")),
                result("bad", Finding.bad("broken", "mend it"))))).containsExactly("\nAll",
                        "✔ The good should hold. [SEC-1]", "    fine",
                        "✘ The bad should hold. [SEC-1]", "    broken", "    → mend it (docs/runbook/security.md)",
                        "\nNO-GO: 1 ✔, 1 ✘, 0 – of https://api.example, commit abc, " + NOW);
    }

    @Test
    void its_json_says_go_or_not_and_is_read_again_as_it_was() {
        var examination = examination(result("good", Finding.good("fine")));
        var json = ExaminationJson.write(examination);
        assertThat(json).contains("\"go\":true", "\"at\":\"2026-11-25T04:00:00Z\"").doesNotContain("\n");
        assertThat(ExaminationJson.read(json)).isEqualTo(examination);
        assertThatThrownBy(() -> ExaminationJson.read("{")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Result> ask(Probe... probes) {
        return new Examiner(LONG).ask(List.of(new Only("all", List.of(probes))));
    }

    private static Examination examination(Result... results) {
        return new Examination(NOW, "https://api.example", "abc", List.of(results));
    }

    private static Result result(String id, Finding finding) {
        return Result.of("All", probe(id, () -> finding), finding, 1);
    }

    private static Probe probe(String id, Probe.Look look) {
        return new Probe(id, List.of("SEC-1"), "The " + id + " should hold.", "security.md", look);
    }
}
