package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import com.oraclelumira.api.preflight.Mark;

/** The go-live report: one French page for screens and A4, with nothing to fetch and nothing that runs. */
final class ReportPage {
    private static final String STYLE = "/preflight/report.css";

    private final Judgement judgement;
    private final ReportLines lines;

    ReportPage(Judgement judgement) {
        this.judgement = judgement;
        this.lines = new ReportLines(judgement.checklist());
    }

    String source() {
        var head = Html.element("head", new Html("<meta charset=\"utf-8\">"),
                new Html("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"),
                Html.element("title", title()), new Html("<style>" + style() + "</style>"));
        var body = Html.element("body", verdict(), notices(), stops(), lines.toSign(judgement.toSign()),
                figures(), sections(), others(), signatures(), foot());
        return "<!DOCTYPE html>\n" + Html.element("html lang=\"fr\"", head, body).source() + "\n";
    }

    private String title() {
        return "Oracle Lumira : " + word() + " pour la mise en service";
    }

    private String word() {
        return judgement.isGo() ? "GO" : "NO-GO";
    }

    private static String style() {
        try (var style = ReportPage.class.getResourceAsStream(STYLE)) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Html verdict() {
        var mark = judgement.isGo() ? Mark.GOOD : Mark.BAD;
        return Html.element("header", Html.element("h1", "Oracle Lumira : mise en service"),
                Html.element("div class=\"verdict " + ReportLines.css(mark) + "\"",
                        Html.element("p class=\"word\"", mark.sign() + " " + word()),
                        Html.element("p", judgement.reason()), others(judgement.furtherReasons())),
                facts(), counts());
    }

    private static Html others(List<String> reasons) {
        return reasons.isEmpty()
                ? Html.text("")
                : Html.element("ul", reasons.stream().map(reason -> Html.element("li", reason)).toList());
    }

    private Html facts() {
        var seen = judgement.sightings();
        var tested = judgement.tests();
        return Html.element("dl class=\"facts\"",
                fact("Installation", seen.installation().isEmpty() ? "aucune" : seen.installation()),
                commit("Commit déployé", seen.commit().isEmpty() ? "inconnu" : seen.commit()),
                fact("Examinée le", seen.moments().isEmpty() ? "jamais" : seen.moments()),
                commit("Commit testé", tested.map(TestReport::commit).orElse("aucun")),
                fact("Testé le", tested.map(report -> French.moment(report.at())).orElse("jamais")),
                fact("Rapport du", French.moment(judgement.now()) + " (heure de Paris)"));
    }

    private static Html fact(String name, String value) {
        return Html.element("div", Html.element("dt", name), Html.element("dd", value));
    }

    private static Html commit(String name, String value) {
        return Html.element("div", Html.element("dt", name), Html.element("dd", Html.element("code", value)));
    }

    private Html counts() {
        return Html.element("p class=\"counts\"", "%s %s · %s %s · %s %s".formatted(Mark.GOOD.sign(),
                French.count(judgement.count(Mark.GOOD), "ligne validée", "lignes validées"), Mark.BAD.sign(),
                French.count(judgement.count(Mark.BAD), "non validée", "non validées"), Mark.HUMAN.sign(),
                French.count(judgement.count(Mark.HUMAN), "validée sauf signature", "validées sauf signature")));
    }

    private Html notices() {
        var notices = judgement.sightings().notices();
        return notices.isEmpty()
                ? Html.text("")
                : Html.element("section class=\"notices\"",
                        Html.element("h2", "À savoir"),
                        Html.element("ul", notices.stream().map(notice -> Html.element("li", notice)).toList()));
    }

    private Html stops() {
        return lines.section("Lignes d'arrêt", judgement.lines().stream().filter(judged -> judged.line().stops()));
    }

    private Html figures() {
        var rows = judgement.figures().stream().map(measured -> fact(measured.name(), measured.figure(),
                measured.english())).toList();
        return Html.element("section", Html.element("h2", "Mesures"), Html.element("dl class=\"figures\"", rows));
    }

    private static Html fact(String name, String value, boolean english) {
        return Html.element("div", Html.element("dt", name),
                Html.element(english ? "dd lang=\"en\"" : "dd", Html.marked(value)));
    }

    private Html sections() {
        return Html.all(judgement.checklist().sections().stream()
                .filter(section -> section.lines().stream().noneMatch(line -> line.stops() || line.isSignature()))
                .map(section -> lines.section(ReportLines.words(section.title()),
                        judgement.lines().stream().filter(judged -> section.lines().contains(judged.line())))));
    }

    private Html others() {
        var others = judgement.otherEvidences();
        return others.isEmpty()
                ? Html.text("")
                : Html.element("section", Html.element("h2", "Autres constats"),
                        Html.element("ul class=\"evidence\"", others.stream().map(lines::evidence).toList()));
    }

    private Html signatures() {
        var fields = judgement.lines().stream().filter(judged -> judged.line().isSignature())
                .map(judged -> signature(judged.line())).toList();
        return Html.element("section class=\"signatures\"", Html.element("h2", "Sign-off"),
                Html.element("div class=\"fields\"", fields));
    }

    private static Html signature(Line line) {
        var blanks = Stream.of("Nom", "Date", "Signature")
                .map(name -> Html.element("div class=\"blank\"", Html.element("span", name + " :"))).toList();
        return Html.element("div class=\"field\"",
                Html.element("p", Html.element("span class=\"id\"", line.id()), Html.text(" "),
                        Html.element("strong", line.act().map(Line.Human::who).orElse(""))),
                Html.all(blanks.stream()));
    }

    private static Html foot() {
        return Html.element("p class=\"note\"",
                "✔ validé · ✘ non validé ou pas examiné · – une personne doit regarder. Les constats des sondes sont en "
                        + "anglais, comme leurs pages dans docs/runbook. Ce qui vaut comme preuve est dans "
                        + "docs/runbook/checklist.md.");
    }
}
