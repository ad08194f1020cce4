package com.oraclelumira.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.Examiner;
import com.oraclelumira.api.preflight.outside.Outside;
import com.oraclelumira.api.preflight.outside.Target;
import com.oraclelumira.api.testing.PublicShop;
import com.oraclelumira.sandbox.PackagedApp;

/** What can be wrong with an installation as the public sees it, and how it is planted in a {@link PublicShop}. */
final class OutsideFaults {
    /** Nobody listens there, unless a fault does. */
    static final int MONGO = PackagedApp.freePort();
    static final int METRICS = PackagedApp.freePort();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** @param found what the finding must contain */
    record Fault(String name, String probe, String found, Planting planting) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Asks the preflight while the fault is there. */
    @FunctionalInterface
    interface Planting {
        Examination look() throws Exception;
    }

    private final PublicShop shop;
    private int looks = 1;

    OutsideFaults(PublicShop shop) {
        this.shop = shop;
    }

    Stream<Fault> all() {
        return Stream.of(domains(), certificates(), transport(), doors(), pages()).flatMap(List::stream);
    }

    private List<Fault> domains() {
        return List.of(
                of("a name that leads into a private network", "dns-records", PublicShop.PRIVATE + " 127.0.0.1 is",
                        () -> look(sites(PublicShop.APP, PublicShop.DESK, PublicShop.PRIVATE))),
                planted("desk-away", "desk-reachable", "answers 503"),
                planted("desk-without-api", "api-endpoint", "desk.lumira.test/api/healthz answers 200, not from"));
    }

    private List<Fault> certificates() {
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

    private List<Fault> transport() {
        return List.of(planted("no-redirect", "https-redirect", "lumira.test answers 200"),
                planted("redirect-elsewhere", "https-redirect", "desk.lumira.test answers 302 to https://lumira.test"),
                planted("hsts-short", "hsts", "[max-age=0]"), planted("hsts-twice", "hsts", ", max-age=31536000]"),
                planted("page-without-hsts", "hsts", "desk.lumira.test sends []"),
                planted("policy-gone", "security-headers", "Content-Security-Policy is sent 0 times"),
                planted("server-named", "security-headers", "Server is sent"),
                of("a page that is on no list", "cors-ours", PublicShop.UNLISTED,
                        () -> look(sites(PublicShop.APP, PublicShop.DESK, PublicShop.UNLISTED))),
                planted("cors-credentials", "cors-ours", "with cookies"),
                planted("cors-mirrors", "cors-others", "https://evil.example may read"),
                planted("cors-star", "cors-others", "null may read: GET [*]"));
    }

    private List<Fault> doors() {
        return List.of(planted("debug-routes", "debug-routes", "/demo 303"),
                of("an open port of MongoDB", "mongo-port", MONGO + " takes connections", () -> listening(MONGO)),
                of("an open port of the metrics", "management-port", METRICS + " takes connections",
                        () -> listening(METRICS)),
                planted("webhook-takes-all", "webhook-refuses", "webhook unsigned: 200"),
                planted("webhook-slow", "webhook-fast", "slowest 2"),
                planted("limits-hidden", "rate-limits", "/api/products"),
                planted("claims-believed", "rate-limits", "not counted together"));
    }

    private List<Fault> pages() {
        return List.of(planted("health-without-details", "health-details", "no details"),
                planted("docs-away", "docs-page", "/docs/ 404"), planted("status-away", "status-page", "/status 404"),
                of("another commit", "version", PublicShop.COMMIT + " runs, fedcba9 was meant",
                        () -> look(Map.of("commit", "fedcba9"))),
                planted("api-slow", "api-times", "slowest 2"), planted("page-slow", "site-times", "lumira.test 1"));
    }

    private Fault of(String name, String probe, String found, Planting planting) {
        return new Fault(name, probe, found, planting);
    }

    private Fault planted(String name, String probe, String found) {
        return of(name, probe, found, () -> {
            shop.plant(name);
            try {
                return look(Map.of());
            } finally {
                shop.mend();
            }
        });
    }

    private Examination showing(String certificate) throws Exception {
        shop.shows(certificate);
        try {
            return look(Map.of());
        } finally {
            shop.mend();
        }
    }

    private Examination listening(int port) throws IOException {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return look(Map.of());
        }
    }

    private Map<String, String> sites(String... names) {
        return Map.of("sites",
                Arrays.stream(names).map(shop::address).map(URI::toString).collect(Collectors.joining(",")));
    }

    Examination look(Map<String, String> options) throws IOException {
        return look(options, false);
    }

    Examination look(Map<String, String> options, boolean fromInside) throws IOException {
        shop.visitedFrom(++looks);
        try (var outside = new Outside(target(options, fromInside), Clock.systemUTC())) {
            return outside.examine(new Examiner(PATIENCE));
        }
    }

    Target target(Map<String, String> options, boolean fromInside) {
        var all = new HashMap<>(Map.of("url", shop.address(PublicShop.API).toString(), "commit",
                PublicShop.COMMIT, "ca", shop.authority.file().toString(), "plain-port", String.valueOf(shop.http),
                "mongo-port", String.valueOf(MONGO), "management-port", String.valueOf(METRICS)));
        all.putAll(options);
        return Target.of(all, fromInside);
    }
}
