package com.oraclelumira.api.preflight.golive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.Mark;

/**
 * What all proofs together say of an installation. It is GO when every line holds as far as a machine can know; what a
 * person has to look at stays open until somebody signs.
 */
final class Judgement {
    /** Longer ago than this, what was drilled was another system. */
    private static final int DRILL_HOLDS_MONTHS = 6;

    /** More ids than this in a sentence nobody reads. */
    private static final int NAMED = 12;

    private final Checklist checklist;
    private final Sightings sightings;
    private final Optional<TestReport> tests;
    private final Instant now;
    private final List<Judged> lines;
    private final List<Evidence> others;

    Judgement(Checklist checklist, List<Examination> examinations, Optional<TestReport> tests, Instant now) {
        this.checklist = checklist;
        this.sightings = new Sightings(examinations, checklist.elsewhere(), now);
        this.tests = tests;
        this.now = now;
        this.lines = checklist.lines().map(this::judge).toList();
        this.others = others();
    }

    private Judged judge(Line line) {
        var evidences = new ArrayList<Evidence>();
        line.tests().forEach(tag -> evidences.add(test(tag)));
        line.drills().forEach(name -> evidences.add(drill(name)));
        line.probes().forEach(probe -> evidences.add(probe(probe)));
        line.act().ifPresent(human -> evidences.add(Evidence.human(human)));
        return new Judged(line, evidences);
    }

    private Evidence test(String tag) {
        if (tests.isEmpty())
            return Evidence.open(Evidence.TESTS, tag, "aucun rapport de tests");
        var objection = tests.get().objection(sightings.commit());
        return objection.map(open -> Evidence.open(Evidence.TESTS, tag, open))
                .orElseGet(() -> tests.get().evidence(tag));
    }

    private Evidence drill(String name) {
        var drill = checklist.drills().get(name);
        boolean holds = drill.date().isAfter(French.today(now).minusMonths(DRILL_HOLDS_MONTHS));
        return holds
                ? Evidence.good(Evidence.DRILL, "du " + French.day(drill.date()), drill.french())
                : Evidence.open(Evidence.DRILL, "du " + French.day(drill.date()),
                        "à refaire, il a plus de " + DRILL_HOLDS_MONTHS + " mois");
    }

    private Evidence probe(String id) {
        return sightings.of(id).orElseGet(() -> Evidence.open(Evidence.PROBE, id, "pas examiné"));
    }

    /** What was seen and is no line's proof: of a preflight newer than this one. */
    private List<Evidence> others() {
        var bound = checklist.lines().flatMap(line -> line.probes().stream()).collect(Collectors.toSet());
        return sightings.probes().stream().filter(probe -> !bound.contains(probe)).map(this::probe).toList();
    }

    boolean isGo() {
        return objections().isEmpty();
    }

    /** In one French sentence. */
    String reason() {
        var objections = objections();
        if (!objections.isEmpty())
            return sentence(objections.getFirst());
        return "Toutes les lignes d'arrêt et tout ce qu'une machine peut vérifier sont validés ; "
                + French.count(toSign().size(), "point reste à signer par une personne.",
                        "points restent à signer par une personne.");
    }

    /** Sentences that do not change the verdict any more. */
    List<String> furtherReasons() {
        return objections().stream().skip(1).map(Judgement::sentence).toList();
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    /** In French, the gravest first. */
    private List<String> objections() {
        return Stream.of(
                sightings.isEmpty() ? "rien n'a été examiné : aucun résultat de preflight n'a été remis" : "",
                tests.isEmpty() ? "aucun rapport de tests n'a été remis" : "",
                tests.flatMap(report -> report.objection(sightings.commit())).orElse(""),
                bad(Line::stops, "ligne d'arrêt non validée", "lignes d'arrêt non validées"),
                bad(line -> true, "ligne non validée", "lignes non validées"),
                others.stream().filter(other -> other.mark() == Mark.BAD).map(Evidence::what)
                        .collect(Collectors.joining(", ")))
                .filter(objection -> !objection.isEmpty()).toList();
    }

    private String bad(Predicate<Line> which, String one, String several) {
        var bad = lines.stream().filter(judged -> which.test(judged.line()) && judged.isBad())
                .map(judged -> judged.line().id()).toList();
        var named = String.join(", ", bad.subList(0, Math.min(bad.size(), NAMED)));
        return bad.isEmpty()
                ? ""
                : French.count(bad.size(), one, several) + " : " + named + (bad.size() > NAMED ? ", …" : "");
    }

    Checklist checklist() {
        return checklist;
    }

    List<Judged> lines() {
        return lines;
    }

    List<Evidence> otherEvidences() {
        return others;
    }

    /** Something that a person has to look at, once for all lines that wait for it. */
    record Open(List<String> lines, Evidence evidence) {}

    /** Acts of the checklist, and what probes leave to people. */
    List<Open> toSign() {
        var open = new LinkedHashMap<Evidence, List<String>>();
        lines.stream().filter(judged -> !judged.line().isSignature())
                .forEach(judged -> judged.evidences().stream().filter(evidence -> evidence.mark() == Mark.HUMAN)
                        .forEach(evidence -> open.computeIfAbsent(evidence, _ -> new ArrayList<>())
                                .add(judged.line().id())));
        return open.entrySet().stream().map(each -> new Open(List.copyOf(each.getValue()), each.getKey())).toList();
    }

    long count(Mark mark) {
        return lines.stream().filter(judged -> !judged.line().isSignature() && judged.mark() == mark).count();
    }

    Sightings sightings() {
        return sightings;
    }

    Optional<TestReport> tests() {
        return tests;
    }

    Instant now() {
        return now;
    }

    /** What was measured, by its French name; without what nobody looked at. */
    List<Measured> figures() {
        return checklist.figures().stream().map(this::measured).flatMap(Optional::stream).toList();
    }

    /** @param english the words are a probe's finding */
    record Measured(String name, String figure, boolean english) {}

    private Optional<Measured> measured(Checklist.Figure figure) {
        if (figure.probe().isEmpty()) {
            var drill = checklist.drills().get(figure.drill());
            return Optional.of(new Measured(figure.french(), drill.french() + " (" + French.day(drill.date()) + ")",
                    false));
        }
        return sightings.of(figure.probe()).map(seen -> new Measured(figure.french(), seen.found(), true));
    }
}
