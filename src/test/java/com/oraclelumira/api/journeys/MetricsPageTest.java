package com.oraclelumira.api.journeys;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.ShopResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What a monitoring may rely on: docs/runbook/metrics.md, which lists every figure that is really there. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("MON-2")
class MetricsPageTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| [^|]+ \\| ([\\w, ]*) ?\\| .+ \\|");
    private static final Pattern FAMILIES = Pattern.compile("^\\| ((?:`\\w+_`(?:, )?)+) \\|", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (?:[-+\\d.E]+|NaN)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern IN_SOURCE = Pattern.compile(
            "(counter|gauge|timer|builder)\\(\\s*\"(lumira\\.[\\w.]+)\"");
    /** What only persons and single things have in common: no label may hold it. */
    private static final Pattern SOMEBODY = Pattern
            .compile("@|[0-9a-f]{24}|pi_|evt_|LU\\d{6}|free_|\\d+\\.\\d+\\.\\d+\\.\\d+(?!:)");
    private static final long MORE_SERIES = 10;

    private record Row(String type, Set<String> labels) {}

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void the_page_lists_what_a_journey_leaves_with_its_type_and_labels() throws Exception {
        journey();
        var page = rows();
        var families = families();
        var text = scraped("text/plain");
        types(text).forEach((name, type) -> {
            var row = page.get(name);
            if (row == null)
                assertThat(families).as(name).anyMatch(name::startsWith);
            else
                assertThat(type).as(name).isEqualTo(row.type());
        });
        samples(text).forEach((name, labels) -> {
            var row = page.get(name);
            if (row != null)
                assertThat(labels).as(name).isSubsetOf(row.labels());
        });
        assertThat(types(text).keySet()).contains("http_server_requests_seconds", "lumira_inbox_attempts_total",
                "lumira_effects", "lumira_stripe_calls_seconds", "mongodb_driver_commands_seconds",
                "lumira_build_info", "lumira_mails_sent_total", "lumira_n8n_calls_seconds", "lumira_sign_ins_total");
    }

    @Test
    void the_page_lists_every_figure_in_the_code_and_no_other_of_ours() throws IOException {
        var inCode = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".java")).toList())
                IN_SOURCE.matcher(Files.readString(file)).results()
                        .forEach(found -> inCode.add(exposed(found.group(1), found.group(2))));
        }
        assertThat(rows().keySet().stream().filter(name -> name.startsWith("lumira_"))).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(inCode);
    }

    @Test
    void openmetrics_is_spoken_to_whoever_asks_for_it() {
        var answer = given().accept("application/openmetrics-text; version=1.0.0; charset=utf-8").get(metrics);
        assertThat(answer.contentType()).startsWith("application/openmetrics-text");
        assertThat(answer.asString()).endsWith("# EOF\n").contains(
                "# TYPE lumira_reconciliation_missed_events counter", "lumira_reconciliation_missed_events_total ");
    }

    @Test
    @Tag("SEC-8")
    void a_thousand_paths_and_a_whole_journey_make_no_more_series_than_the_code_has_places() throws Exception {
        journey();
        thousandPaths(1);
        var before = series();
        thousandPaths(250);
        var text = scraped("text/plain");
        assertThat(text).doesNotContain("random-", "foreign-", "/long-", "options-", "clear-");
        assertThat(uris(text)).contains("/{unknown}", "/docs/{file}", "/api/orders/{handle}");
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> LABEL.matcher(line).results()
                .forEach(label -> assertThat(label.group(2)).as(line).doesNotContainPattern(SOMEBODY)));
        // the other tests of this application have made theirs
        series().forEach((name, count) -> assertThat(count - before.getOrDefault(name, 0L)).as(name)
                .isLessThan(MORE_SERIES));
    }

    private Map<String, Long> series() {
        return scraped("text/plain").lines().filter(line -> !line.startsWith("#") && !line.contains("_bucket{"))
                .collect(Collectors.groupingBy(line -> line.split("[{ ]")[0], Collectors.counting()));
    }

    private static void thousandPaths(int quarter) {
        for (int n = 0; n < quarter; n++)
            for (var path : List.of("/random-" + n, "/api/random/" + n + "/x", "/api/orders/" + n + "/x/y",
                    "/docs/random-" + n))
                given().get(path).then().statusCode(404);
        for (int n = 0; n < Math.min(quarter, 20); n++) {
            given().header("Origin", "https://foreign.example").options("/foreign-" + n);
            given().get("/long-" + n + "?" + "x".repeat(5_000)).then().statusCode(414);
            given().options("/options-" + n);
            inClear().get("/clear-" + n).then().statusCode(308);
            inClear().body("x").post("/clear-" + n).then().statusCode(403);
        }
    }

    private static RequestSpecification inClear() {
        return given().header("X-Forwarded-For", "198.51.100.7").header("X-Forwarded-Proto", "http").redirects()
                .follow(false);
    }

    private static void journey() throws Exception {
        var claire = new Customer();
        var maya = ExpertAtWork.called("Maya");
        var order = claire.buys("mystique");
        claire.signsIn();
        claire.sendsHerForm(order);
        maya.signsIn();
        maya.delivers(order);
    }

    private String scraped(String type) {
        return given().accept(type).get(metrics).then().statusCode(200).extract().asString();
    }

    /** As they are listed: a counter with its ending. */
    private static Map<String, String> types(String text) {
        return TYPE.matcher(text).results().filter(found -> !found.group(1).endsWith("_max"))
                .collect(Collectors.toMap(
                        found -> found.group(1).replaceAll("_total$", "")
                                + (found.group(2).equals("counter") ? "_total" : ""),
                        found -> found.group(2)));
    }

    private static Map<String, Set<String>> samples(String text) {
        var found = new TreeMap<String, Set<String>>();
        text.lines().map(SAMPLE::matcher).filter(sample -> sample.matches())
                .forEach(sample -> found.computeIfAbsent(sample.group(1).replaceAll("_(bucket|count|sum)$", ""),
                        _ -> new TreeSet<>()).addAll(labels(sample.group(2))));
        return found;
    }

    private static Set<String> labels(String text) {
        return LABEL.matcher(text == null ? "" : text).results().map(label -> label.group(1))
                .filter(name -> !name.equals("le")).collect(Collectors.toSet());
    }

    private static Set<String> uris(String text) {
        return LABEL.matcher(text).results().filter(label -> label.group(1).equals("uri")).map(label -> label.group(2))
                .collect(Collectors.toSet());
    }

    private static Map<String, Row> rows() throws IOException {
        return ROW.matcher(page()).results().collect(Collectors.toMap(row -> row.group(1),
                row -> new Row(row.group(2), Stream.of(row.group(3).split(", ?")).map(String::strip)
                        .filter(label -> !label.isEmpty()).collect(Collectors.toSet()))));
    }

    private static Set<String> families() throws IOException {
        return FAMILIES.matcher(page()).results()
                .flatMap(found -> Stream.of(found.group(1).replace("`", "").split(", "))).collect(Collectors.toSet());
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/runbook/metrics.md"));
    }

    /** A timer's base unit is the second; a gauge's name is what the code says. */
    private static String exposed(String kind, String name) {
        var plain = name.replace('.', '_');
        return switch (kind) {
            case "counter" -> plain + "_total";
            case "gauge" -> plain;
            default -> plain + "_seconds";
        };
    }
}
