package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The owner's checklist bound to its proofs: the resource {@code preflight/checklist.json}, which docs/runbook/checklist.md
 * shows.
 *
 * @param probes what each probe is called in French
 * @param elsewhere probes that another installation of the same commit may answer: a purchase with Stripe's test keys
 *            is possible on staging alone
 */
record Checklist(List<Section> sections, Map<String, String> probes, Map<String, Drill> drills, List<Figure> figures,
        Set<String> elsewhere) {
    private static final String RESOURCE = "/preflight/checklist.json";

    record Section(String title, List<Line> lines) {}

    /** A row of docs/runbook/drills.md, in a French sentence whose figures are the row's. */
    record Drill(String name, LocalDate date, String french) {}

    /** Something measured that the report shows by itself: what this probe or this drill says. */
    record Figure(String french, String probe, String drill) {}

    static Checklist read() {
        try (var resource = Checklist.class.getResourceAsStream(RESOURCE)) {
            return of(new ObjectMapper().readTree(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Checklist of(JsonNode json) {
        return new Checklist(
                each(json.get("sections"),
                        section -> new Section(text(section, "title"), each(section.get("lines"), Checklist::line))),
                named(json.get("probes"), (_, probe) -> probe.asText()),
                named(json.get("drills"),
                        (name, drill) -> new Drill(name, LocalDate.parse(text(drill, "date")), text(drill, "fr"))),
                each(json.get("figures"), figure -> new Figure(text(figure, "fr"), figure.path("probe").asText(),
                        figure.path("drill").asText())),
                Set.copyOf(texts(json, "elsewhere")));
    }

    private static Line line(JsonNode line) {
        var human = line.get("human");
        return new Line(text(line, "id"), text(line, "owner"), text(line, "en"), text(line, "fr"), texts(line, "tests"),
                texts(line, "drills"), texts(line, "probes"),
                human == null ? null : new Line.Human(text(human, "who"), text(human, "en"), text(human, "fr")));
    }

    private static <T> Map<String, T> named(JsonNode members, BiFunction<String, JsonNode, T> make) {
        var made = new LinkedHashMap<String, T>();
        members.properties()
                .forEach(member -> made.put(member.getKey(), make.apply(member.getKey(), member.getValue())));
        return made;
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> make) {
        var made = new ArrayList<T>();
        array.forEach(node -> made.add(make.apply(node)));
        return List.copyOf(made);
    }

    private static List<String> texts(JsonNode node, String name) {
        return each(node.get(name), JsonNode::asText);
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asText();
    }

    Stream<Line> lines() {
        return sections.stream().flatMap(section -> section.lines().stream());
    }
}
