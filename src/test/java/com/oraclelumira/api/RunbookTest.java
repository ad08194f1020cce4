package com.oraclelumira.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.http.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody is told at night is there: links lead somewhere, and the names of problems, log lines, commands
 * and addresses are those of the code. What an alert's page must hold is compared by .ci/alerts.
 */
@Tag("DOC-4")
@Tag("DOC-6")
class RunbookTest {
    private static final Path RUNBOOK = Path.of("docs/runbook");
    private static final Path ALERTS = RUNBOOK.resolve("alerts");
    private static final Path SYMPTOMS = RUNBOOK.resolve("troubleshooting.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(#[^)\\s]*)?\\)(?:, \"([^\"]+)\")?");
    private static final Pattern CODE = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+|CONFLICT|OVERLOADED)`");
    private static final Pattern LOG_KEY = Pattern
            .compile("`([a-z_]+\\.[a-z_]+)(?: [^`]*)?`|grep (?:-\\S+ )*'?([a-z_]+\\.[a-z_]+)");
    private static final Pattern COMMAND = Pattern
            .compile("\\blumira ([a-z]+-[a-z]+|reconcile|replay|migrate|incident)\\b");
    private static final Pattern RAISED = Pattern
            .compile("(?:raise|begins|alert|giveUp|tell|Condition)\\([^\";]*\"([A-Z][A-Za-z]+)\"");
    private static final Pattern ADDRESS = Pattern.compile("(?:\\.com|…)/api(/[a-z0-9/-]+)");

    private static String main;
    private static String deployment;

    @BeforeAll
    static void read() throws IOException {
        main = textOf(Path.of("src/main/java"), ".java");
        deployment = textOf(Path.of("src/deploy"), "");
    }

    private static String textOf(Path folder, String ending) throws IOException {
        return files(folder, ending).stream().map(RunbookTest::text).collect(Collectors.joining("\n"));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results()
                .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @Tag("DOC-3")
    void every_link_leads_to_a_page_and_every_part_that_it_names_is_on_it() throws IOException {
        for (var page : files(RUNBOOK, ".md"))
            LINK.matcher(text(page)).results().filter(link -> !link.group(1).contains(":"))
                    .forEach(link -> resolve(page, link));
    }

    private static void resolve(Path page, MatchResult link) {
        var target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        assertThat(target).as(page + " " + link.group()).exists();
        if (link.group(3) != null && target.toString().endsWith(".md"))
            assertThat(text(target)).as(page + " " + link.group())
                    .containsPattern("(?m)(^#+ |\\*\\*)" + Pattern.quote(link.group(3)));
    }

    @Test
    void every_symptom_ends_in_a_command_or_a_page() {
        var rows = Pattern.compile("(?m)^\\| .*\\|$(?!\\n\\|---)").matcher(text(SYMPTOMS)).results()
                .map(MatchResult::group).toList();
        assertThat(rows).hasSizeGreaterThan(100)
                .allSatisfy(row -> assertThat(row).containsPattern("(`|]\\()(?:[^|]|(?<=\\\\)\\|)*\\|$"));
    }

    @Test
    void every_problem_that_troubleshooting_names_exists() {
        var known = Stream.concat(Arrays.stream(ProblemType.values()).map(Enum::name), environment())
                .collect(Collectors.toSet());
        var named = found(CODE, text(SYMPTOMS));
        assertThat(named).hasSizeGreaterThan(12);
        assertThat(known).containsAll(named);
    }

    private static Stream<String> environment() {
        return found(Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\|"), text(RUNBOOK.resolve("configuration.md")))
                .stream();
    }

    @Test
    void every_log_line_that_the_pages_name_is_written_by_the_code() throws IOException {
        var named = new TreeSet<String>();
        for (var page : files(ALERTS, ".md"))
            named.addAll(found(LOG_KEY, text(page)));
        named.addAll(found(LOG_KEY, text(SYMPTOMS)));
        named.removeIf(key -> key.endsWith(".yml") || key.endsWith(".md"));
        assertThat(named).hasSizeGreaterThan(40);
        assertThat(named).allSatisfy(key -> assertThat(main + deployment).contains(key));
    }

    @Test
    void troubleshooting_has_a_line_for_every_key_under_which_the_code_logs_an_error_or_a_warning() {
        var keys = found(Pattern.compile("Log\\.(?:error|warn)f?\\(\\s*(?:\\w+, )?\"([a-z_]+\\.[a-z_]+)"), main);
        assertThat(keys).contains("event.dead", "alert.raised", "outbox.postponed").hasSizeGreaterThan(50);
        assertThat(keys).allSatisfy(key -> assertThat(text(SYMPTOMS)).contains('`' + key));
    }

    @Test
    @Tag("DOC-3")
    void every_command_that_the_pages_name_exists() throws IOException {
        var commands = found(Pattern.compile("return \"([a-z-]+)\";|new Command\\(\"([a-z-]+)\""), main);
        var named = new TreeSet<String>();
        for (var page : files(RUNBOOK, ".md"))
            named.addAll(found(COMMAND, text(page)));
        assertThat(named).hasSizeGreaterThan(5);
        assertThat(commands).containsAll(named);
    }

    /** In the image the application is called lumira, and the shell of the server knows no variable of a container. */
    @Test
    @Tag("DOC-3")
    void every_command_runs_as_it_stands_on_the_server() throws IOException {
        for (var page : files(RUNBOOK, ".md"))
            assertThat(text(page)).as(page.toString()).doesNotContain("java -jar quarkus-run.jar")
                    .doesNotContainPattern("docker compose exec [^'\\n]*\\$[A-Z{]");
    }

    @Test
    void every_address_of_an_operator_exists() throws IOException {
        var known = text(RUNBOOK.resolve("api.md"));
        for (var page : files(ALERTS, ".md"))
            assertThat(found(ADDRESS, text(page))).as(page.toString())
                    .allSatisfy(address -> assertThat(known).contains(address.replaceAll("/$", "")));
    }

    @Test
    void every_alert_that_the_code_raises_has_a_page_and_a_rule() throws IOException {
        var rules = textOf(Path.of("src/deploy/monitoring/prometheus/rules"), ".yml");
        var raised = found(RAISED, main);
        assertThat(raised).contains("MoneyWithoutOrder", "EventDead", "ProductionFailed").hasSizeGreaterThan(12);
        assertThat(raised).allSatisfy(name -> {
            assertThat(ALERTS.resolve(name + ".md")).exists();
            assertThat(rules).contains("alert: " + name + "\n");
        });
    }

    @Test
    void every_alert_that_a_rule_expects_from_the_code_is_raised_there() {
        var told = found(Pattern.compile("raised1h\\{name=\"(\\w+)\"}"),
                text(Path.of("src/deploy/monitoring/prometheus/rules/told.yml")));
        assertThat(told).hasSizeGreaterThan(10).allSatisfy(name -> assertThat(main).contains('"' + name + '"'));
    }
}
