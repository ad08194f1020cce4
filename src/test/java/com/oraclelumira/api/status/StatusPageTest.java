package com.oraclelumira.api.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.ShopResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What the page is made of: it must reach anybody, on anything, at the worst moment. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("COM-4")
class StatusPageTest {
    private static final Instant NOW = Instant.parse("2026-11-24T21:30:00Z");
    private static final Path STYLE = Path.of("src/main/resources/META-INF/resources/assets/status.css");
    private static final int KIB = 1024;

    @Inject
    StatusBoard board;

    @Inject
    StatusWatch watch;

    @Inject
    Scheduler scheduler;

    @BeforeEach
    void still() {
        scheduler.pause();
    }

    @AfterEach
    void backToWork() {
        watch.look();
        scheduler.resume();
    }

    @Test
    void page_and_style_are_below_thirty_kilobytes_however_much_went_wrong() throws Exception {
        var incidents = IntStream.range(0, 5).mapToObj(n -> incident(n, "é".repeat(Incidents.LONGEST))).toList();
        board.show(new Snapshot(NOW, all(State.DOWN), days(1_439, 1), incidents, true));
        for (var language : Language.values())
            assertThat(board.page(language).body().length + Files.size(STYLE)).isLessThan(30 * KIB);
    }

    @Test
    void it_is_there_at_once() {
        board.show(new Snapshot(NOW, all(State.UP), days(10, 1_430), List.of(), false));
        var slowest = IntStream.range(0, 50).mapToLong(_ -> given().get("/status").time()).sorted().skip(40)
                .findFirst();
        assertThat(slowest.getAsLong()).isLessThan(100);
    }

    @Test
    @Tag("TST-5")
    void a_browser_of_2013_and_one_without_scripts_understand_all_of_it() throws Exception {
        board.show(new Snapshot(NOW, all(State.DOWN), days(9, 3), List.of(incident(1, "x")), false));
        assertThat(text(Language.FR)).startsWith("<!DOCTYPE html>").doesNotContainPattern(
                "<(script|main|details|dialog|template|picture|svg|canvas|video|iframe|style)\\b|style=|\\son\\w+=");
        assertThat(Files.readString(STYLE)).doesNotContainPattern(
                "(?i)flex|grid|var\\(|--[a-z]|@supports|@import|gap|clamp\\(|min\\(|max\\(|:is\\(|:where\\(|:has\\(|"
                        + "sticky|object-fit|aspect-ratio|inset|url\\(|\\bunset\\b|revert|[0-9](vh|vw|vmin|lh)\\b");
    }

    @Test
    void a_screen_reader_knows_which_cell_is_what() {
        board.show(new Snapshot(NOW, all(State.UP), days(9, 0), List.of(), false));
        var page = text(Language.EN);
        assertThat(page).contains("<h1>", "<caption", "name=\"viewport\"", "<title>Service status");
        assertThat(page.split("<th scope=\"row\">", -1)).hasSize(1 + Component.values().length + 90);
        assertThat(page.split("<th scope=\"col\">", -1)).hasSize(1 + 3 + 1 + Component.values().length);
        assertThat(page).doesNotContainPattern("<th>|<td class=\"\\w+\"></td>");
    }

    @Test
    void colour_is_never_the_only_sign() {
        board.show(new Snapshot(NOW, all(State.DOWN), List.of(day(0, 60, 75), day(1, 1_440, 0)), List.of(), false));
        assertThat(text(Language.FR)).contains("<td class=\"down\">En panne</td>", "<td class=\"down\">1 h 15</td>",
                "<td class=\"up\">OK</td>", "<td class=\"unknown\">?</td>");
        assertThat(text(Language.EN)).contains("<td class=\"down\">Down</td>");
    }

    @Test
    void a_day_of_which_little_was_seen_is_marked_and_one_of_which_nothing_was_is_not_called_good() {
        board.show(new Snapshot(NOW, all(State.UP), List.of(day(1, 1_440, 0), day(2, 1_300, 0)), List.of(), false));
        assertThat(text(Language.FR)).contains("23 nov.</th>", "22 nov.&nbsp;*</th>",
                "21 nov.</th><td class=\"unknown\">");
    }

    @Test
    void a_minute_of_outage_is_never_rounded_away() {
        board.show(new Snapshot(NOW, all(State.UP), days(1_440, 0), List.of(), false));
        assertThat(text(Language.FR)).contains("<td>100,00 %</td>");
        var days = new java.util.ArrayList<>(days(1_440, 0));
        days.set(3, day(3, 1_439, 1));
        board.show(new Snapshot(NOW, all(State.UP), days, List.of(), false));
        assertThat(text(Language.FR)).contains("<td>99,99 %</td>").doesNotContain("100,00");
        assertThat(text(Language.EN)).contains("<td>99.99%</td>");
    }

    @Test
    void before_the_first_look_nothing_is_claimed() {
        board.show(Snapshot.first(NOW));
        assertThat(text(Language.FR)).contains("Première vérification en cours.").doesNotContain("Fonctionne<", "OK<");
    }

    private String text(Language language) {
        return new String(board.page(language).body(), StandardCharsets.UTF_8);
    }

    private static Incident incident(int n, String sentence) {
        var entry = new Incident.Entry(NOW, sentence, sentence);
        return new Incident("2026-11-24-" + n, NOW, NOW.plus(Duration.ofHours(1)), List.of("payments", "mail"),
                Collections.nCopies(30, entry));
    }

    private static List<StatusDay> days(int up, int down) {
        return IntStream.range(0, 90).mapToObj(ago -> day(ago, up, down)).toList();
    }

    private static StatusDay day(int ago, int up, int down) {
        var ups = Stream.of(Component.values())
                .collect(java.util.stream.Collectors.toMap(Component::id, _ -> up));
        var downs = Stream.of(Component.values())
                .collect(java.util.stream.Collectors.toMap(Component::id, _ -> down));
        return new StatusDay(LocalDate.ofInstant(NOW, StatusDays.PARIS).minusDays(ago).toString(), NOW, up + down, ups,
                downs);
    }

    private static Map<Component, State> all(State state) {
        var states = new EnumMap<Component, State>(Component.class);
        for (var component : Component.values())
            states.put(component, state);
        return states;
    }
}
