package com.oraclelumira.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.oraclelumira.api.OutsideFaults.Fault;
import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.ExaminationJson;
import com.oraclelumira.api.preflight.Mark;
import com.oraclelumira.api.preflight.Probe;
import com.oraclelumira.api.preflight.Result;
import com.oraclelumira.api.preflight.outside.Outside;
import com.oraclelumira.api.testing.PublicShop;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The preflight before an installation as the public has it. Each probe's fault is planted, and that probe alone must turn
 * red and say what is wrong: one that cannot fail proves nothing.
 */
@Tag("DEP-6")
class PreflightIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;
    private static PublicShop shop;
    private static OutsideFaults faults;

    @BeforeAll
    static void start() throws Exception {
        shop = new PublicShop(folder);
        faults = new OutsideFaults(shop);
    }

    @AfterAll
    static void stop() {
        if (shop != null)
            shop.close();
    }

    @Test
    void the_packaged_preflight_finds_nothing_against_a_right_installation() throws Exception {
        var outside = packaged("outside", "--url", shop.address(PublicShop.API).toString(), "--commit",
                PublicShop.COMMIT);
        assertThat(outside.results()).hasSizeGreaterThan(20).allMatch(result -> result.mark() == Mark.GOOD);
        assertThat(outside.commit()).isEqualTo(PublicShop.COMMIT);
    }

    @Test
    void inside_the_deployment_it_asks_both_and_what_no_program_can_know_is_left_to_people() throws Exception {
        int mails = shop.mailbox.mails().size();
        var all = packaged("all", "--sites", shop.address(PublicShop.APP) + "," + shop.address(PublicShop.DESK));
        assertThat(all.results()).hasSizeGreaterThan(45);
        assertThat(all.of()).isEqualTo(shop.address(PublicShop.API).toString());
        assertThat(all.results()).filteredOn(result -> result.mark() == Mark.HUMAN).extracting(Result::id)
                .isSubsetOf("live-keys", "configuration", "indexes-used", "stripe-deliveries", "memory", "error-rate");
        assertThat(shop.mailbox.mails()).hasSize(mails);
        assertThat(shop.chat.raw()).allMatch("{}"::equals);
    }

    @Test
    void what_is_wrong_stands_in_a_table_with_what_to_do_about_it() throws IOException {
        try (var command = shop.command("preflight", "outside", "--url", shop.address(PublicShop.API).toString())) {
            assertThat(command.awaitExit(PATIENCE)).isEqualTo(1);
            assertThat(command.output()).contains("✔ The experts' desk should open. [DNS-5]",
                    "✘ Each certificate should be for its name and lead to an authority that is trusted. [DNS-2]",
                    "→ the proxy's log says why", "(docs/runbook/domains-and-tls.md)",
                    "– The commit that was meant to should be running. [DEP-6]", "NO-GO: ");
        }
    }

    @Test
    @Tag("PAY-6")
    @Tag("GO-1")
    void a_test_purchase_goes_through_the_public_address_and_back() throws IOException {
        shop.shop.webhooksGoTo(shop.app.port());
        try (var command = shop.command("preflight", "payment", "--url", shop.address(PublicShop.API).toString(),
                "--ca",
                shop.authority.file().toString())) {
            assertThat(command.awaitExit(PATIENCE)).as(command.output()).isZero();
            assertThat(command.output()).contains("GO: 7 ✔");
        }
        Awaitility.await().atMost(PATIENCE).until(() -> shop.mailbox.mails().size() >= 3
                && shop.shop.count("outbox", new Document("nextAt", new Document("$exists", true))) == 0);
    }

    /** GO, as its exit code says, too; how full this machine's disk is, is nobody's fault here. */
    private static Examination packaged(String... words) throws IOException {
        var line = new ArrayList<>(List.of("preflight"));
        line.addAll(List.of(words));
        line.addAll(List.of("--ca", shop.authority.file().toString(), "--plain-port", String.valueOf(shop.http),
                "--mongo-port", String.valueOf(OutsideFaults.MONGO), "--management-port",
                String.valueOf(OutsideFaults.METRICS), "--json"));
        try (var command = shop.command(line.toArray(String[]::new))) {
            int exit = command.awaitExit(PATIENCE);
            var json = command.output().lines().filter(said -> said.startsWith("{\"at\"")).findFirst();
            assertThat(json).as(command.output()).isPresent();
            var examination = ExaminationJson.read(json.get());
            assertThat(reds(examination)).extracting(Result::id).as(reds(examination).toString()).isSubsetOf("disk");
            assertThat(exit).isEqualTo(examination.isGo() ? 0 : 1);
            assertThat(json.get()).contains("\"go\":" + examination.isGo());
            return examination;
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_turns_its_probe_red_and_no_other(Fault fault) throws Exception {
        var examination = fault.planting().look();
        assertThat(reds(examination)).extracting(Result::id).as(reds(examination).toString())
                .containsExactly(fault.probe());
        var red = reds(examination).getFirst();
        assertThat(red.found()).contains(fault.found());
        assertThat(red.mend()).isNotBlank();
        assertThat(examination.isGo()).isFalse();
    }

    /** A container's calls reach the proxy from a network of proxies, whose word about addresses counts. */
    @Test
    void from_inside_claims_that_are_believed_are_left_to_people() throws Exception {
        shop.plant("claims-believed");
        try {
            var examination = faults.look(Map.of(), true);
            assertThat(reds(examination)).isEmpty();
            assertThat(examination.results()).filteredOn(result -> result.mark() == Mark.HUMAN).singleElement()
                    .extracting(Result::id).isEqualTo("rate-limits");
        } finally {
            shop.mend();
        }
    }

    @Test
    void each_probe_has_a_fault_here() {
        try (var outside = new Outside(faults.target(Map.of(), false), Clock.systemUTC())) {
            var probes = outside.groups().stream().flatMap(group -> group.probes().stream()).map(Probe::id).toList();
            assertThat(faults.all().map(Fault::probe).distinct()).containsExactlyInAnyOrderElementsOf(probes);
        }
    }

    static Stream<Fault> faults() {
        return faults.all();
    }

    private static List<Result> reds(Examination examination) {
        return examination.results().stream().filter(result -> result.mark() == Mark.BAD).toList();
    }
}
