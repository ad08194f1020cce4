package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the command {@code preflight report} makes of the files that it is given. */
@Tag("DOC-6")
class GoLiveReportTest {
    @TempDir
    Path folder;

    private Proofs proofs;

    @BeforeEach
    void all_good() {
        proofs = new Proofs(folder);
    }

    @Test
    void with_every_proof_good_it_is_go_and_what_people_must_look_at_is_listed_to_be_signed() throws IOException {
        var report = report();
        assertThat(report.exitCode()).isZero();
        assertThat(page()).contains("<p class=\"word\">✔ GO</p>", "points restent à signer par une personne.",
                "☐ </span><span class=\"id\">BAK-2</span> Développeur : Un second endroit",
                "<span class=\"id\">SIGN-3</span> <strong>Product Owner</strong>", "Signature :", Proofs.URL,
                "25 novembre 2026 à 05:00 (heure de Paris)").doesNotContain("✘ <", "À savoir");
    }

    @Test
    void every_line_of_the_owner_is_on_the_page_with_its_mark() throws IOException {
        report();
        var page = page();
        assertThat(OwnersList.lines().keySet()).allSatisfy(id -> assertThat(page).contains(">" + id + "</span>"));
        assertThat(page.split("<li class=\"line ", -1)).hasSize(1 + OwnersList.lines().size() - 3);
    }

    @Test
    void a_stop_line_that_does_not_hold_is_no_go_and_the_reason_names_it_with_its_finding_and_what_to_do()
            throws IOException {
        proofs.bad("restore-drill", "last restore 47 days ago", "restore one now");
        assertThat(report().exitCode()).isOne();
        assertThat(page()).contains("<p class=\"word\">✘ NO-GO</p>", "1 ligne d&#39;arrêt non validée : GO-3.",
                "last restore 47 days ago", "restore one now (docs/runbook/README.md)");
    }

    @Test
    void a_line_that_does_not_hold_is_no_go_although_no_stop_line_needs_it() throws IOException {
        proofs.bad("hsts", "max-age=0", "set it");
        assertThat(report().exitCode()).isOne();
        assertThat(page()).contains("2 lignes non validées : SEC-7, DNS-4.");
    }

    @Test
    void a_probe_that_nobody_asked_is_not_good() throws IOException {
        proofs.without("mongo-port");
        assertThat(report().exitCode()).isOne();
        assertThat(page()).contains("lignes non validées : SEC-3, INF-3.", "pas examiné");
    }

    @Test
    void a_bad_result_that_no_line_knows_is_no_go_too() throws IOException {
        proofs.bad("of-a-newer-preflight", "broken", "mend it");
        assertThat(report().exitCode()).isOne();
        assertThat(page()).contains("Of-a-newer-preflight.", "Autres constats");
    }

    @Test
    void what_a_probe_leaves_to_people_is_a_box_and_no_hindrance() throws IOException {
        proofs.human("v1-leniency", "CLIENT_SIGN_IN=email-only", "the owner accepts it");
        assertThat(report().exitCode()).isZero();
        assertThat(page()).contains("☐ </span><span class=\"id\">SEC-2</span> Sonde : ", "CLIENT_SIGN_IN=email-only");
    }

    @Test
    void what_several_lines_wait_for_is_one_box() throws IOException {
        proofs.human("memory", "the container has no limit", "set one");
        assertThat(report().exitCode()).isZero();
        assertThat(page()).contains("☐ </span><span class=\"id\">INF-5, MON-2</span> Sonde : ");
    }

    @Test
    void without_results_nothing_was_looked_at() throws IOException {
        assertThat(report(Map.of()).exitCode()).isOne();
        assertThat(page()).contains("✘ NO-GO", "Rien n&#39;a été examiné");
        assertThat(report(Map.of("tests", proofs.tests())).exitCode()).isOne();
    }

    @Test
    void without_a_report_of_the_tests_they_prove_nothing() throws IOException {
        assertThat(report(Map.of("results", proofs.results())).exitCode()).isOne();
        assertThat(page()).contains("Aucun rapport de tests n&#39;a été remis.");
    }

    @Test
    void tests_of_another_commit_than_the_deployed_one_prove_nothing() throws IOException {
        proofs.run("packaged", "commit", "fedcba9876543210fedcba9876543210fedcba98");
        assertThat(report().exitCode()).isOne();
        assertThat(page())
                .contains("Les tests sont ceux du commit fedcba987654, pas de 0123456789ab, qui est déployé.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "0123456789abcdef0123456789abcdef01234567-changed", "012345"})
    void a_deployment_that_does_not_say_its_commit_was_not_tested(String commit) {
        proofs.examination().put("commit", commit);
        assertThat(report().exitCode()).isOne();
    }

    @Test
    void an_abbreviated_commit_is_the_same_commit() {
        proofs.examination().put("commit", Proofs.COMMIT.substring(0, 7));
        assertThat(report().exitCode()).isZero();
    }

    @Test
    void a_run_of_some_tests_is_no_run_of_the_tests() throws IOException {
        proofs.notWhole("inside");
        assertThat(report().exitCode()).isOne();
        assertThat(page()).contains("Les tests n&#39;ont pas tous tourné (inside).");
    }

    @Test
    void one_failed_test_is_no_go_and_named() throws IOException {
        proofs.tag("DB-4", 40, List.of("MigrationsTest.goes_wrong"), List.of());
        assertThat(report().exitCode()).isOne();
        assertThat(page()).contains("2 échecs : MigrationsTest.goes_wrong", "1 ligne non validée : DB-4.");
    }

    @Test
    void a_line_whose_tests_were_all_skipped_is_not_proven() throws IOException {
        proofs.tag("TST-5", 0, List.of(), List.of("DemoBrowserIT.buys"));
        assertThat(report().exitCode()).isOne();
        assertThat(page()).contains("ignorés, donc sans preuve : DemoBrowserIT.buys", "1 ligne non validée : TST-5.");
        proofs.tag("TST-5", 1, List.of(), List.of("DemoBrowserIT.buys"));
        assertThat(report().exitCode()).isZero();
        assertThat(page()).contains("2 réussis ; 2 ignorés : DemoBrowserIT.buys");
    }

    @Test
    void results_older_than_a_day_or_of_tomorrow_prove_nothing_and_this_is_said() throws IOException {
        for (var age : List.of(Duration.ofHours(25), Duration.ofHours(-25))) {
            proofs.examination().put("at", Proofs.NOW.minus(age).toString());
            assertThat(report().exitCode()).isOne();
            assertThat(page()).contains("Résultats de plus de 24 heures");
        }
        proofs.examination().put("at", Proofs.NOW.minus(Duration.ofHours(23)).toString());
        assertThat(report().exitCode()).isZero();
    }

    @Test
    void files_of_one_installation_make_one_report() {
        var probes = proofs.probes();
        var inside = proofs.results("inside.json", probes.subList(0, 20));
        proofs.examination().put("of", Proofs.URL.toUpperCase() + "/");
        var outside = proofs.results("outside.json", probes.subList(20, probes.size()));
        assertThat(report(Map.of("results", inside + ", " + outside, "tests", proofs.tests())).exitCode()).isZero();
    }

    @Test
    void what_another_installation_says_proves_nothing_but_the_purchase_with_test_keys() throws IOException {
        var purchase = List.copyOf(Checklist.read().elsewhere());
        var others = new ArrayList<>(proofs.probes());
        others.removeAll(purchase);
        var here = proofs.results("here.json", others);
        proofs.examination().put("of", "https://api.staging.oraclelumira.test");
        var there = proofs.results("there.json", purchase);
        assertThat(report(Map.of("results", here + "," + there, "tests", proofs.tests())).exitCode()).isZero();
        assertThat(page()).contains("Résultats d&#39;installations différentes : " + Proofs.URL
                + ", https://api.staging.oraclelumira.test.");

        var spoilt = proofs.results("there.json", List.of("hsts"));
        assertThat(report(Map.of("results", proofs.results("here.json", List.of()) + "," + here + "," + spoilt, "tests",
                proofs.tests())).exitCode()).isOne();
    }

    @Test
    void the_worst_of_two_answers_counts() {
        var good = proofs.results();
        proofs.bad("memory", "91 %", "look");
        var bad = proofs.results("again.json", List.of("memory"));
        assertThat(report(Map.of("results", good + "," + bad, "tests", proofs.tests())).exitCode()).isOne();
        assertThat(report(Map.of("results", bad + "," + good, "tests", proofs.tests())).exitCode()).isOne();
    }

    @Test
    void a_drill_of_more_than_six_months_ago_has_to_be_done_again() throws IOException {
        var later = Instant.parse("2027-06-01T00:00:00Z");
        proofs.examination().put("at", later.toString());
        assertThat(report(Map.of("results", proofs.results(), "tests", proofs.tests()), later).exitCode()).isOne();
        assertThat(page()).contains("à refaire, il a plus de 6 mois");
    }

    @Test
    void nothing_that_a_file_holds_becomes_part_of_the_page() throws IOException {
        var hostile = "</style><script>alert('x')</script>\"><img src=x onerror=alert(1)> & `</code><b>` **<i>**";
        proofs.bad("hsts", hostile, hostile).human("memory", hostile, hostile).bad(hostile, hostile, hostile);
        proofs.probe("disk").put("page", hostile);
        proofs.examination().put("of", hostile).put("commit", hostile);
        proofs.tag("DB-4", 0, List.of(hostile), List.of(hostile)).run("inside", "commit", hostile);
        assertThat(report().exitCode()).isOne();
        var page = page();
        assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)").doesNotContainIgnoringCase("<script", "<img",
                "<b>", "<i>");
        assertThat(page.split("</style>", -1)).hasSize(2);
    }

    @Test
    void french_signs_stay_on_the_line_of_their_words() throws IOException {
        report();
        assertThat(written()).contains("«\u00a0delete unused volumes\u00a0»", "sous 1\u00a0%")
                .doesNotContainPattern(" [:;?!%»]|« ");
    }

    @Test
    void the_page_fetches_nothing_and_runs_nothing() throws IOException {
        report();
        assertThat(page()).doesNotContainPattern("(?i)<(script|link|img|iframe|object|svg|base|form)\\b|\\shref=|"
                + "\\ssrc=|\\sstyle=|\\son\\w+=|url\\(|@import|https?://(?!api\\.oraclelumira\\.test)");
    }

    @Test
    void colour_is_never_the_only_sign() throws IOException {
        proofs.bad("hsts", "max-age=0", "set it");
        report();
        assertThat(page()).doesNotContainPattern("<span class=\"sign good\">(?!✔)|<span class=\"sign bad\">(?!✘)|"
                + "<span class=\"sign human\">(?!–)").doesNotContain("✅");
    }

    @Test
    void what_was_measured_stands_together() throws IOException {
        proofs.probe("api-times").put("found", "p95 143 ms of 20");
        report();
        assertThat(page()).contains("<dt>Temps de réponse de l&#39;API</dt><dd lang=\"en\">p95 143 ms of 20</dd>",
                "<dt>RTO et RPO à l&#39;exercice</dt><dd>Perte totale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"results\": 3}", "{\"results\": [{\"group\": \"x\"}]}", "null", ""})
    void a_file_that_is_no_examination_is_refused_by_its_name(String content) throws IOException {
        var file = Files.writeString(folder.resolve("odd.json"), content).toString();
        assertThatThrownBy(() -> report(Map.of("results", file))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odd.json");
        assertThatThrownBy(() -> report(Map.of("tests", file))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odd.json");
    }

    @Test
    void a_file_that_cannot_be_read_or_written_is_refused() {
        assertThatThrownBy(() -> report(Map.of("results", "nowhere.json"))).hasMessageContaining("nowhere.json");
        assertThatThrownBy(() -> report(Map.of("out", folder.resolve("no/such/folder").toString())))
                .hasMessageContaining("cannot be written");
    }

    private GoLiveReport.Written report() {
        return report(Map.of("results", proofs.results(), "tests", proofs.tests()));
    }

    private GoLiveReport.Written report(Map<String, String> options) {
        return report(options, Proofs.NOW);
    }

    private GoLiveReport.Written report(Map<String, String> options, Instant now) {
        var all = new HashMap<>(options);
        all.putIfAbsent("out", folder.resolve("go-live.html").toString());
        return new GoLiveReport(Clock.fixed(now, ZoneOffset.UTC)).write(all);
    }

    private String page() throws IOException {
        return written().replace('\u00a0', ' ');
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("go-live.html"));
    }
}
