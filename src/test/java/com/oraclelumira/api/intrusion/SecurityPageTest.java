package com.oraclelumira.api.intrusion;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/runbook/security.md claims nothing that is not there: every requirement of ASVS 5.0.0 level 2 has its line, every
 * risk of the API Security Top 10 too, each with a verdict, and each test that a line names exists.
 */
@Tag("TST-4")
class SecurityPageTest {
    private static final Path PAGE = Path.of("docs/runbook/security.md");
    private static final Path REQUIREMENTS = Path
            .of("src/test/resources/com/oraclelumira/api/intrusion/asvs-5.0.0.txt");
    private static final Pattern ROW = Pattern.compile("\\| ((?:v5\\.0\\.0-|API)[^|]+) \\| ([^|]+) \\| (.+) \\|");
    private static final Pattern TEST = Pattern.compile("`((?:[a-z]+\\.)?[A-Z]\\w*(?:Test|IT))(?:#(\\w+))?`");
    private static final Set<String> VERDICTS = Set.of("test", "built so", "configuration", "proxy", "operator",
            "pages",
            "not here", "gap");

    private record Row(List<String> ids, String verdict, String how) {}

    private List<Row> rows;
    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(PAGE);
        rows = ROW.matcher(page).results().map(found -> new Row(List.of(found.group(1).split(", ")), found.group(2),
                found.group(3))).toList();
    }

    @Test
    void every_requirement_of_level_two_has_one_line() throws IOException {
        var expected = Files.readAllLines(REQUIREMENTS).stream().filter(line -> !line.startsWith("#"))
                .map(line -> "v5.0.0-" + line.split(" ")[0]).toList();
        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(ids("v5.0.0-")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void every_risk_of_the_top_ten_has_one_line() {
        assertThat(ids("API")).containsExactlyElementsOf(
                IntStream.rangeClosed(1, 10).mapToObj(n -> "API" + n + ":2023").toList());
    }

    private Stream<String> ids(String start) {
        return rows.stream().flatMap(row -> row.ids().stream()).filter(id -> id.startsWith(start));
    }

    @Test
    void each_line_has_a_verdict_and_what_is_tested_names_its_test() {
        for (var row : rows) {
            assertThat(VERDICTS).as("verdict of " + row.ids()).contains(row.verdict());
            assertThat(row.how()).as("how of " + row.ids()).hasSizeGreaterThan(10);
            if (row.verdict().equals("test"))
                assertThat(TEST.matcher(row.how()).find()).as("a test of " + row.ids()).isTrue();
        }
    }

    @Test
    void each_test_that_the_page_names_exists() {
        var named = TEST.matcher(page).results().toList();
        assertThat(named).hasSizeGreaterThan(50);
        for (var test : named)
            assertThat(exists(test.group(1), test.group(2))).as(test.group()).isTrue();
    }

    private static boolean exists(String type, String method) {
        try {
            var found = Class.forName("com.oraclelumira.api." + type, false, SecurityPageTest.class.getClassLoader());
            return method == null || Arrays.stream(found.getDeclaredMethods()).map(Method::getName)
                    .anyMatch(method::equals);
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
