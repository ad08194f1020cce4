package com.oraclelumira.api.preflight.golive;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.oraclelumira.api.preflight.Mark;

/** Lines of the checklist as the report shows them, each with its mark and under it what every proof says. */
final class ReportLines {
    private final Checklist checklist;

    ReportLines(Checklist checklist) {
        this.checklist = checklist;
    }

    static String css(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT);
    }

    /** Without signs that could be read as a mark of ours: the owner's list has ticks before lines nobody looked at. */
    static String words(String text) {
        return text.replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{P}\\p{Zs}+<>=$`]", "").strip();
    }

    Html section(String title, Stream<Judged> lines) {
        return Html.element("section", Html.element("h2", title),
                Html.element("ul class=\"lines\"", lines.map(this::line).toList()));
    }

    private Html line(Judged judged) {
        var line = judged.line();
        return Html.element("li class=\"line " + css(judged.mark()) + "\"",
                Html.element("p class=\"owner\"", sign(judged.mark()), Html.element("span class=\"id\"", line.id()),
                        Html.text(" "), Html.marked(words(line.owner()))),
                Html.element("p class=\"promise\"", Html.marked(line.french())),
                Html.element("ul class=\"evidence\"", judged.evidences().stream().map(this::evidence).toList()));
    }

    Html evidence(Evidence evidence) {
        var parts = Stream.of(
                evidence.open().isEmpty() ? Html.text("") : Html.element("strong", " : " + evidence.open()),
                detail(evidence, " : ", evidence.found()), detail(evidence, " → ", evidence.mend()));
        return Html.element("li", sign(evidence.mark()), Html.text(evidence.kind() + " : "), name(evidence),
                Html.all(parts));
    }

    private Html name(Evidence evidence) {
        return evidence.isProbe()
                ? Html.marked(checklist.probes().getOrDefault(evidence.what(), evidence.what()))
                : Html.marked(evidence.what());
    }

    private static Html detail(Evidence evidence, String before, String text) {
        if (text.isEmpty())
            return Html.text("");
        return Html.all(Stream.of(Html.text(before),
                evidence.isProbe() ? Html.element("span lang=\"en\"", text) : Html.marked(text)));
    }

    private static Html sign(Mark mark) {
        return Html.element("span class=\"sign " + css(mark) + "\"", mark.sign() + " ");
    }

    Html toSign(List<Judgement.Open> open) {
        return open.isEmpty()
                ? Html.text("")
                : Html.element("section", Html.element("h2", "À vérifier par une personne"),
                        Html.element("ul class=\"boxes\"", open.stream().map(this::box).toList()));
    }

    private Html box(Judgement.Open open) {
        var evidence = open.evidence();
        return Html.element("li", Html.element("span class=\"box\"", "☐ "),
                Html.element("span class=\"id\"", String.join(", ", open.lines())),
                Html.text(" " + evidence.kind() + " : "), name(evidence), detail(evidence, " : ", evidence.found()),
                detail(evidence, " → ", evidence.mend()));
    }
}
