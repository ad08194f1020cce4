package com.oraclelumira.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.ExaminationJson;
import com.oraclelumira.api.preflight.Examiner;
import com.oraclelumira.api.preflight.Mark;
import com.oraclelumira.api.preflight.Probe;
import com.oraclelumira.api.preflight.Result;
import com.oraclelumira.api.preflight.outside.Outside;
import com.oraclelumira.api.preflight.outside.Target;
import com.oraclelumira.api.testing.PublicShop;
import com.oraclelumira.sandbox.PackagedApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The preflight before an installation as the public has it. Each probe's fault is planted, and that probe alone must turn
 * red and say what is wrong: one that cannot fail proves nothing.
 */
@Tag("DEP-6")
class PreflightIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Nobody listens there, unless a test does. */
    private static final int MONGO = PackagedApp.freePort();
    private static final int METRICS = PackagedApp.freePort();

    @TempDir
    private static Path folder;
    private static PublicShop shop;
    private static int looks = 1;

    /** @param found what the finding must contain */
    private record Fault(String name, String probe, String found, Planting planting) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Asks the preflight while the fault is there. */
    @FunctionalInterface
    private interface Planting {
        Examination look() throws Exception;
    }

    @BeforeAll
    static void start() throws Exception {
        shop = new PublicShop(folder);
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
        var all = packaged("all", "--sites", shop.address(PublicShop.APP) + "," + shop.address(PublicShop.DESK));
        assertThat(all.results()).hasSizeGreaterThan(45);
        assertThat(all.of()).isEqualTo(shop.address(PublicShop.API).toString());
        assertThat(all.results()).filteredOn(result -> result.mark() == Mark.HUMAN).extracting(Result::id)
                .isSubsetOf("live-keys", "configuration", "indexes-used", "stripe-deliveries", "memory", "error-rate");
        assertThat(shop.mailbox.mails()).isEmpty();
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

    /** GO, as its exit code says, too; how full this machine's disk is, is nobody's fault here. */
    private static Examination packaged(String... words) throws IOException {
        var line = new ArrayList<>(List.of("preflight"));
        line.addAll(List.of(words));
        line.addAll(List.of("--ca", shop.authority.file().toString(), "--plain-port", String.valueOf(shop.http),
                "--mongo-port", String.valueOf(MONGO), "--management-port", String.valueOf(METRICS), "--json"));
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
        var examination = fault.planting.look();
        assertThat(reds(examination)).extracting(Result::id).as(reds(examination).toString())
                .containsExactly(fault.probe);
        var red = reds(examination).getFirst();
        assertThat(red.found()).contains(fault.found);
        assertThat(red.mend()).isNotBlank();
        assertThat(examination.isGo()).isFalse();
    }

    /** A container's calls reach the proxy from a network of proxies, whose word about addresses counts. */
    @Test
    void from_inside_claims_that_are_believed_are_left_to_people() throws Exception {
        shop.plant("claims-believed");
        try {
            var examination = look(Map.of(), true);
            assertThat(reds(examination)).isEmpty();
            assertThat(examination.results()).filteredOn(result -> result.mark() == Mark.HUMAN).singleElement()
                    .extracting(Result::id).isEqualTo("rate-limits");
        } finally {
            shop.mend();
        }
    }

    @Test
    void each_probe_has_a_fault_here() {
        try (var outside = new Outside(target(Map.of(), false), Clock.systemUTC())) {
            var probes = outside.groups().stream().flatMap(group -> group.probes().stream()).map(Probe::id).toList();
            assertThat(faults().map(Fault::probe).distinct()).containsExactlyInAnyOrderElementsOf(probes);
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(domains(), certificates(), transport(), doors(), pages()).flatMap(List::stream);
    }

    private static List<Fault> domains() {
        return List.of(
                of("a name that leads into a private network", "dns-records", PublicShop.PRIVATE + " 127.0.0.1 is",
                        () -> look(sites(PublicShop.APP, PublicShop.DESK, PublicShop.PRIVATE))),
                planted("desk-away", "desk-reachable", "answers 503"),
                planted("desk-without-api", "api-endpoint", "desk.lumira.test/api/healthz answers 200, not from"));
    }

    private static List<Fault> certificates() {
        return List.of(
                of("a certificate of nobody's", "certificate-chain", "no authority trusted here",
                        () -> showing(shop.authority.unvouched())),
                of("a certificate of another name", "certificate-chain", "of CN=other.test",
                        () -> showing(shop.authority.vouched("-1d", 90, "other.test"))),
                of("a certificate that has ended", "certificate-expiry", " -10 days left",
                        () -> showing(shop.authority.vouched("-100d", 90, PublicShop.names()))),
                of("a certificate that ends soon", "certificate-expiry", " 9 days left",
                        () -> showing(shop.authority.vouched("-80d", 90, PublicShop.names()))),
                planted("challenge-shut", "certificate-renewable", "answers 403"));
    }

    private static List<Fault> transport() {
        return List.of(planted("no-redirect", "https-redirect", "lumira.test answers 200"),
                planted("redirect-elsewhere", "https-redirect", "desk.lumira.test answers 302 to https://lumira.test"),
                planted("hsts-short", "hsts", "[max-age=0]"), planted("hsts-twice", "hsts", ", max-age=31536000]"),
                planted("page-without-hsts", "hsts", "desk.lumira.test sends []"),
                planted("policy-gone", "security-headers", "Content-Security-Policy is sent 0 times"),
                planted("server-named", "security-headers", "Server is sent"),
                of("a page that is on no list", "cors-ours", PublicShop.UNLISTED,
                        () -> look(sites(PublicShop.APP, PublicShop.DESK, PublicShop.UNLISTED))),
                planted("cors-mirrors", "cors-others", "https://evil.example may read"),
                planted("cors-star", "cors-others", "null may read: GET [*]"));
    }

    private static List<Fault> doors() {
        return List.of(planted("debug-routes", "debug-routes", "/demo 303"),
                of("an open port of MongoDB", "mongo-port", MONGO + " takes connections", () -> listening(MONGO)),
                of("an open port of the metrics", "management-port", METRICS + " takes connections",
                        () -> listening(METRICS)),
                planted("webhook-takes-all", "webhook-refuses", "webhook unsigned: 200"),
                planted("webhook-slow", "webhook-fast", "slowest 2"),
                planted("limits-hidden", "rate-limits", "/api/products"),
                planted("claims-believed", "rate-limits", "not counted together"));
    }

    private static List<Fault> pages() {
        return List.of(planted("health-without-details", "health-details", "no details"),
                planted("docs-away", "docs-page", "/docs/ 404"), planted("status-away", "status-page", "/status 404"),
                of("another commit", "version", PublicShop.COMMIT + " runs, fedcba9 was meant",
                        () -> look(Map.of("commit", "fedcba9"))),
                planted("api-slow", "api-times", "slowest 2"), planted("page-slow", "site-times", "lumira.test 1"));
    }

    private static Fault of(String name, String probe, String found, Planting planting) {
        return new Fault(name, probe, found, planting);
    }

    private static Fault planted(String name, String probe, String found) {
        return of(name, probe, found, () -> {
            shop.plant(name);
            try {
                return look(Map.of());
            } finally {
                shop.mend();
            }
        });
    }

    private static Examination showing(String certificate) throws Exception {
        shop.shows(certificate);
        try {
            return look(Map.of());
        } finally {
            shop.mend();
        }
    }

    private static Examination listening(int port) throws IOException {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return look(Map.of());
        }
    }

    private static Map<String, String> sites(String... names) {
        return Map.of("sites",
                Arrays.stream(names).map(shop::address).map(URI::toString).collect(Collectors.joining(",")));
    }

    private static Examination look(Map<String, String> options) throws IOException {
        return look(options, false);
    }

    private static Examination look(Map<String, String> options, boolean fromInside) throws IOException {
        shop.visitedFrom(++looks);
        try (var outside = new Outside(target(options, fromInside), Clock.systemUTC())) {
            return outside.examine(new Examiner(PATIENCE));
        }
    }

    private static Target target(Map<String, String> options, boolean fromInside) {
        var all = new HashMap<>(Map.of("url", shop.address(PublicShop.API).toString(), "commit",
                PublicShop.COMMIT, "ca", shop.authority.file().toString(), "plain-port", String.valueOf(shop.http),
                "mongo-port", String.valueOf(MONGO), "management-port", String.valueOf(METRICS)));
        all.putAll(options);
        return Target.of(all, fromInside);
    }

    private static List<Result> reds(Examination examination) {
        return examination.results().stream().filter(result -> result.mark() == Mark.BAD).toList();
    }
}
