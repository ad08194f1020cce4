package com.oraclelumira.api.preflight.outside;

import java.util.List;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** How long people wait, as far as one visitor without company can tell; the load tests tell the rest. */
final class Times implements Group {
    private static final String PAGE = "capacity.md";
    private static final List<String> PATHS = List.of("/api/products", "/api/healthz");
    private static final int CALLS = 10;
    private static final long API_MILLIS = 2_000;
    private static final long SITE_MILLIS = 1_000;
    private static final int TRIES = 3;

    private final Target target;
    private final Web web;

    Times(Target target, Web web) {
        this.target = target;
        this.web = web;
    }

    @Override
    public String name() {
        return "Times";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe("api-times", List.of("MON-3"),
                "The slowest of ten calls of the API should take less than 2 seconds.", PAGE, this::api),
                new Probe("site-times", List.of("MON-3"),
                        "Each page should send its HTML within one second.", PAGE, this::sites));
    }

    private Finding api() throws Exception {
        var times = Slowest.of(CALLS, API_MILLIS, n -> web.get(target.api(), PATHS.get(n % PATHS.size())));
        return times.millis() <= API_MILLIS
                ? Finding.good(times.text())
                : Finding.bad(times.text(), "the dashboard shows whether processors, memory or the database lack");
    }

    /** The best of some tries, because our own other probes keep the server busy at the same time. */
    private Finding sites() throws InterruptedException {
        if (target.sites().isEmpty())
            return Finding.human("no page was named", "open each page with a watch, or say --sites");
        var seen = new Sightings();
        for (var site : target.sites())
            seen.at(site.getHost(), () -> {
                long best = Long.MAX_VALUE;
                boolean page = true;
                for (int n = 0; n < TRIES && best >= SITE_MILLIS; n++) {
                    var answer = web.get(site, "/");
                    best = Math.min(best, answer.millis());
                    page = answer.isPage() || target.desk().filter(site::equals).isPresent();
                }
                seen.see(best < SITE_MILLIS && page, site.getHost() + " " + best + " ms" + (page ? "" : ", no page"));
            });
        return seen.finding("the page's own container: does it answer, is its index.html cached and compressed");
    }
}
