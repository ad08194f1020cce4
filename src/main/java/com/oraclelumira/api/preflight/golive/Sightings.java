package com.oraclelumira.api.preflight.golive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.Mark;
import com.oraclelumira.api.preflight.Result;

/** What the examinations that were handed in saw, each probe once: the worst of its answers. */
final class Sightings {
    private static final Duration FRESH = Duration.ofHours(24);
    private static final List<Mark> FROM_WORST = List.of(Mark.BAD, Mark.HUMAN, Mark.GOOD);

    private final List<Examination> examinations;
    private final Set<String> elsewhere;
    private final Instant now;
    private final Map<String, Evidence> byProbe = new LinkedHashMap<>();

    /** @param elsewhere probes that may be of another installation */
    Sightings(List<Examination> examinations, Set<String> elsewhere, Instant now) {
        this.examinations = examinations;
        this.elsewhere = elsewhere;
        this.now = now;
        examinations.forEach(examination -> examination.results()
                .forEach(result -> byProbe.merge(result.id(), evidence(examination, result), Sightings::worse)));
    }

    boolean isEmpty() {
        return byProbe.isEmpty();
    }

    Set<String> probes() {
        return byProbe.keySet();
    }

    Optional<Evidence> of(String probe) {
        return Optional.ofNullable(byProbe.get(probe));
    }

    /** The installation that most results are about, {@code ""} without any. */
    String installation() {
        return examinations.stream()
                .collect(Collectors.groupingBy(each -> address(each.of()), LinkedHashMap::new,
                        Collectors.summingInt(each -> each.results().size())))
                .entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
    }

    /** That runs there; several when the examinations do not agree, {@code ""} without any. */
    String commit() {
        return String.join(", ", new TreeSet<>(examinations.stream().map(Examination::commit).toList()));
    }

    /** In French, when each was made. */
    String moments() {
        return examinations.stream().map(Examination::at).sorted().map(French::moment).distinct()
                .collect(Collectors.joining(", "));
    }

    /** In French, what is wrong with the examinations as a whole. */
    List<String> notices() {
        var notices = new ArrayList<String>();
        for (var examination : examinations)
            if (isOld(examination))
                notices.add("Résultats de plus de 24 heures : ils sont du %s et ne prouvent plus rien.".formatted(
                        French.moment(examination.at())));
        var addresses = new TreeSet<>(examinations.stream().map(each -> address(each.of())).toList());
        if (addresses.size() > 1)
            notices.add("Résultats d'installations différentes : " + String.join(", ", addresses) + ".");
        if (examinations.stream().map(Examination::commit).distinct().count() > 1)
            notices.add("Résultats de commits différents : " + commit() + ".");
        return notices;
    }

    private Evidence evidence(Examination examination, Result result) {
        var objection = objection(examination, result);
        var mend = result.mend().isEmpty() ? "" : result.mend() + " (docs/runbook/" + result.page() + ")";
        return new Evidence(objection.isEmpty() ? result.mark() : Mark.BAD, Evidence.PROBE, result.id(), objection,
                result.found(), mend);
    }

    private String objection(Examination examination, Result result) {
        if (isOld(examination))
            return "résultat du " + French.moment(examination.at());
        if (!address(examination.of()).equals(installation()) && !elsewhere.contains(result.id()))
            return "résultat d'une autre installation : " + examination.of();
        return "";
    }

    /** A moment in the future is as wrong as one long ago. */
    private boolean isOld(Examination examination) {
        return Duration.between(examination.at(), now).abs().compareTo(FRESH) > 0;
    }

    private static String address(String of) {
        return of.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
    }

    private static Evidence worse(Evidence one, Evidence other) {
        return FROM_WORST.indexOf(one.mark()) <= FROM_WORST.indexOf(other.mark()) ? one : other;
    }
}
