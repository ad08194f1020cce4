package com.oraclelumira.api.preflight.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.oraclelumira.api.preflight.Failures;
import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Mark;
import com.oraclelumira.api.preflight.Probe;
import com.oraclelumira.api.preflight.Result;

/** What was done one after the other, each shown as soon as it is known. */
final class Steps {
    private static final String GROUP = "Test purchase";
    private static final List<String> LINES = List.of("PAY-6", "GO-1");

    private final List<Result> results = new ArrayList<>();
    private final Consumer<String> progress;

    Steps(Consumer<String> progress) {
        this.progress = progress;
    }

    /** True when it went well; whatever it throws counts as a failure. */
    boolean take(String id, String sentence, String page, Probe.Look work) {
        long began = System.nanoTime();
        Finding finding;
        try {
            finding = work.look();
        } catch (Exception e) {
            finding = Finding.bad("did not get through: " + Failures.say(e), "see the page");
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        results.add(
                new Result(GROUP, id, LINES, sentence, finding.mark(), finding.found(), finding.mend(), page, millis));
        progress.accept("%s %s (%d ms) %s".formatted(finding.mark().sign(), sentence, millis, finding.found()));
        return finding.mark() != Mark.BAD;
    }

    void tell(String line) {
        progress.accept("  " + line);
    }

    List<Result> results() {
        return List.copyOf(results);
    }
}
