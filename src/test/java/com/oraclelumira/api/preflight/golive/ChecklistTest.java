package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each line of the owner's list is bound to proofs that exist. */
@Tag("DOC-6")
class ChecklistTest {
    private static final Path PAGE = Path.of("docs/runbook/checklist.md");
    private static final Path DRILLS = Path.of("docs/runbook/drills.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([A-Z]+-\\d)\"\\)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)?");
    private static final int LINES = 69;
    private static final int STOPS = 5;
    private static final int SIGNATURES = 3;

    private final Checklist checklist = Checklist.read();

    @Test
    void every_line_of_the_owner_is_there_in_the_owners_words_and_order() {
        var bound = checklist.lines().map(line -> Map.entry(line.id(), line.owner())).toList();
        assertThat(OwnersList.lines()).hasSize(LINES + STOPS + SIGNATURES);
        assertThat(bound).containsExactlyElementsOf(List.copyOf(OwnersList.lines().entrySet()));
        assertThat(checklist.sections()).allSatisfy(
                section -> assertThat(OwnersList.text()).containsPattern("#+ " + Pattern.quote(section.title())));
    }

    @Test
    void every_line_says_in_both_languages_what_holds_and_has_a_proof() {
        checklist.lines().forEach(line -> {
            assertThat(List.of(line.english(), line.french())).as(line.id())
                    .allMatch(text -> text.length() > 20 && text.endsWith("."));
            assertThat(line.tests().size() + line.drills().size() + line.probes().size() + (line.act().isPresent()
                    ? 1
                    : 0)).as("proofs of " + line.id()).isPositive();
        });
    }

    @Test
    void no_stop_line_rests_on_people_alone() {
        assertThat(checklist.lines().filter(Line::stops)).hasSize(STOPS).allSatisfy(
                line -> assertThat(line.tests()).as(line.id()).isNotEmpty());
    }

    @Test
    void every_tag_that_a_line_names_is_on_a_test_and_every_tag_is_a_lines() throws IOException {
        var tags = tags();
        assertThat(tags).containsAll(checklist.lines().flatMap(line -> line.tests().stream()).toList());
        assertThat(checklist.lines().map(Line::id)).containsAll(tags);
    }

    private static Set<String> tags() throws IOException {
        var tags = new TreeSet<String>();
        try (var files = Files.walk(TESTS)) {
            for (var file : files.filter(each -> each.toString().endsWith(".java")).toList())
                TAG.matcher(Files.readString(file)).results().forEach(tag -> tags.add(tag.group(1)));
        }
        return tags;
    }

    @Test
    void every_drill_that_a_line_names_is_one_row_of_the_runbook_with_this_date_and_these_figures() throws IOException {
        var rows = Files.readAllLines(DRILLS).stream().filter(row -> row.startsWith("| ")).toList();
        for (var drill : checklist.drills().values()) {
            var found = rows.stream().filter(row -> row.startsWith("| " + drill.name() + " |")).toList();
            assertThat(found).as("rows of " + drill.name()).hasSize(1);
            assertThat(found.getFirst()).endsWith("| " + drill.date() + " |");
            var figures = numbers(drill.french().replaceAll("`[^`]*`", ""));
            assertThat(numbers(found.getFirst())).as(drill.name()).containsAll(figures);
        }
        assertThat(checklist.lines().flatMap(line -> line.drills().stream()).collect(Collectors.toSet()))
                .isEqualTo(checklist.drills().keySet());
    }

    private static Set<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(number -> number.group().replace(",", "."))
                .collect(Collectors.toSet());
    }

    @Test
    void every_probe_of_a_line_has_a_french_name_and_every_name_a_line() {
        assertThat(checklist.lines().flatMap(line -> line.probes().stream()).collect(Collectors.toSet()))
                .isEqualTo(checklist.probes().keySet());
        assertThat(checklist.probes().keySet()).containsAll(checklist.elsewhere());
    }

    @Test
    void every_figure_is_of_a_known_probe_or_drill() {
        assertThat(checklist.figures()).isNotEmpty().allSatisfy(figure -> assertThat(
                checklist.probes().containsKey(figure.probe()) || checklist.drills().containsKey(figure.drill()))
                .as(figure.french()).isTrue());
    }

    /** Run with -Dwrite.checklist=true to bring the page up to date. */
    @Test
    void the_runbook_shows_it() throws IOException {
        var current = new ChecklistPage(checklist).text();
        if (Boolean.getBoolean("write.checklist"))
            Files.writeString(PAGE, current);
        assertThat(Files.readString(PAGE)).isEqualTo(current);
    }
}
