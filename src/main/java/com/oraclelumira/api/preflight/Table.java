package com.oraclelumira.api.preflight;

import java.util.ArrayList;
import java.util.List;

/** An examination for the eyes: a mark and a sentence each, and below what does not hold how it is mended. */
public final class Table {
    private Table() {}

    public static List<String> lines(Examination examination) {
        var lines = new ArrayList<String>();
        var group = "";
        for (var result : examination.results()) {
            if (!group.equals(result.group()))
                lines.add("\n" + result.group());
            group = result.group();
            lines.add(
                    "%s %s [%s]".formatted(result.mark().sign(), result.sentence(), String.join(", ", result.lines())));
            lines.add("    " + result.found());
            if (result.mark() != Mark.GOOD)
                lines.add("    → %s (docs/runbook/%s)".formatted(result.mend(), result.page()));
        }
        lines.add("\n" + verdict(examination));
        return lines;
    }

    private static String verdict(Examination examination) {
        return "%s: %d ✔, %d ✘, %d – of %s, commit %s, %s".formatted(examination.isGo() ? "GO" : "NO-GO",
                count(examination, Mark.GOOD), count(examination, Mark.BAD), count(examination, Mark.HUMAN),
                examination.of(), examination.commit(), examination.at());
    }

    private static long count(Examination examination, Mark mark) {
        return examination.results().stream().filter(result -> result.mark() == mark).count();
    }
}
