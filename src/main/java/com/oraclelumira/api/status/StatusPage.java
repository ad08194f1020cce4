package com.oraclelumira.api.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page in one language, as its template asks for it; {@code support} is an address or empty. */
record StatusPage(Language language, Snapshot snapshot, String support) {
    /** More of one incident would make the page large; all of it is in the JSON. */
    private static final int LATEST_ENTRIES = 2;
    private static final int HUNDRED = 100;
    /** Of a day's minutes, in percent. */
    private static final int COMPLETE = 95;

    /** A component now; {@code css} is the state's id. */
    record Now(String name, String css, String word, String availability) {}

    /** One day; {@code incomplete} when too few of its minutes were looked at. */
    record Row(String day, boolean incomplete, List<Cell> cells) {}

    record Cell(String text, String css) {}

    record Told(String title, String when, String components, List<Line> lines) {}

    record Line(String at, String text) {}

    public String say(String french, String english) {
        return language.say(french, english);
    }

    public String state() {
        return snapshot.overall().id();
    }

    public String summary() {
        if (!snapshot.down().isEmpty())
            return say("Perturbation en cours : ", "Disruption: ") + names(snapshot.down()) + ".";
        if (snapshot.anyIncidentOpen())
            return say("Incident en cours.", "Incident in progress.");
        return snapshot.overall() == State.UP
                ? say("Tout fonctionne.", "Everything works.")
                : say("Première vérification en cours.", "First check in progress.");
    }

    private String names(List<Component> components) {
        return components.stream().map(component -> component.name(language)).collect(Collectors.joining(", "));
    }

    public String checkedAt() {
        return moment(snapshot.at());
    }

    /** What is shown of the past may be out of date. */
    public boolean remembered() {
        return snapshot.remembered();
    }

    public List<Now> components() {
        return Stream.of(Component.values()).map(component -> {
            var state = snapshot.states().get(component);
            return new Now(component.name(language), state.id(), word(state),
                    percentage(snapshot.availability(component)));
        }).toList();
    }

    private String word(State state) {
        return switch (state) {
            case UP -> say("Fonctionne", "Works");
            case DOWN -> say("En panne", "Down");
            case UNKNOWN -> say("Inconnu", "Unknown");
        };
    }

    private String percentage(OptionalInt hundredths) {
        if (hundredths.isEmpty())
            return "?";
        int value = hundredths.getAsInt();
        return String.format(language.locale(), say("%d,%02d %%", "%d.%02d%%"), value / HUNDRED, value % HUNDRED);
    }

    /** 90 of them, whatever is known, today first. */
    public List<Row> rows() {
        var known = snapshot.days().stream().collect(Collectors.toMap(StatusDay::date, Function.identity()));
        var today = LocalDate.ofInstant(snapshot.at(), StatusDays.PARIS);
        return Stream.iterate(today, day -> day.minusDays(1)).limit(StatusDays.KEPT_DAYS)
                .map(day -> row(day, known)).toList();
    }

    private Row row(LocalDate date, Map<LocalDate, StatusDay> known) {
        var day = known.get(date);
        var label = DateTimeFormatter.ofPattern("d MMM", language.locale()).format(date);
        return new Row(label, day != null && incomplete(day),
                Stream.of(Component.values()).map(component -> cell(day, component)).toList());
    }

    private static Cell cell(StatusDay day, Component component) {
        if (day == null || day.up(component) + day.down(component) == 0)
            return new Cell("?", "unknown");
        return day.down(component) == 0
                ? new Cell("OK", "up")
                : new Cell(duration(day.down(component)), "down");
    }

    private static String duration(int minutes) {
        var whole = Duration.ofMinutes(minutes);
        return whole.toHours() == 0 ? minutes + " min" : "%d h %02d".formatted(whole.toHours(), whole.toMinutesPart());
    }

    private boolean incomplete(StatusDay day) {
        var begin = day.date().atStartOfDay(StatusDays.PARIS).toInstant();
        var end = day.date().plusDays(1).atStartOfDay(StatusDays.PARIS).toInstant();
        var until = end.isAfter(snapshot.at()) ? snapshot.at() : end;
        return day.checks() * (long) HUNDRED < Duration.between(begin, until).toMinutes() * COMPLETE;
    }

    public List<Told> openIncidents() {
        return snapshot.incidents().stream().filter(Incident::open).map(this::told).toList();
    }

    public List<Told> pastIncidents() {
        return snapshot.incidents().stream().filter(incident -> !incident.open()).map(this::told).toList();
    }

    private Told told(Incident incident) {
        var when = incident.open()
                ? say("depuis le ", "since ") + moment(incident.openedAt())
                : moment(incident.openedAt()) + " – " + moment(incident.resolvedAt());
        var said = incident.entries();
        var lines = said.subList(Math.max(1, said.size() - LATEST_ENTRIES), said.size()).reversed().stream()
                .map(entry -> new Line(moment(entry.at()), entry.in(language))).toList();
        var components = names(incident.components().isEmpty()
                ? List.of()
                : Component.of(String.join(",", incident.components())));
        return new Told(said.getFirst().in(language), when, components, lines);
    }

    private String moment(Instant at) {
        return DateTimeFormatter.ofPattern(say("d MMM yyyy 'à' HH:mm", "d MMM yyyy, HH:mm"), language.locale())
                .withZone(StatusDays.PARIS).format(at);
    }
}
