package com.oraclelumira.api.preflight.outside;

import java.util.ArrayList;
import java.util.List;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** What the API says of itself. */
final class Pages implements Group {
    /** Each part of the health page with a figure that it cannot lack. */
    private static final List<List<String>> DETAILS = List.of(List.of("mongodb", "latencyMs"),
            List.of("stripe", "configured"), List.of("memory", "percent"), List.of("build", "uptimeSeconds"));
    private static final long SLOWEST_MILLIS = 5_000;
    private static final int OK = 200;
    private static final int SHORTEST_COMMIT = 7;

    private final Target target;
    private final Web web;

    Pages(Target target, Web web) {
        this.target = target;
        this.web = web;
    }

    @Override
    public String name() {
        return "Pages of the API";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe("health-details", List.of("MON-1", "INF-2"),
                "The health page should say within 5 seconds that all is up, with details.", "monitoring.md",
                this::health),
                new Probe("docs-page", List.of("DOC-2"), "The reference of the API should open.", "api.md",
                        this::docs),
                new Probe("status-page", List.of("COM-4"), "The public status page should open.", "status-page.md",
                        this::status),
                new Probe("version", List.of("DEP-6"), "The commit that was meant to should be running.", "deploy.md",
                        this::version));
    }

    private Finding health() throws Exception {
        var answer = web.get(target.api(), "/health");
        var page = answer.json();
        var parts = new ArrayList<String>();
        for (var detail : DETAILS)
            for (var check : page.path("checks"))
                if (check.path("name").asText().equals(detail.getFirst())
                        && check.path("data").has(detail.getLast()))
                    parts.add(detail.getFirst() + " " + check.path("status").asText());
        var found = "%d %s in %d ms: %s".formatted(answer.status(), page.path("status").asText("without a status"),
                answer.millis(), parts.isEmpty() ? "no details" : String.join(", ", parts));
        return answer.status() == OK && "UP".equals(page.path("status").asText()) && parts.size() == DETAILS.size()
                && answer.millis() < SLOWEST_MILLIS
                        ? Finding.good(found)
                        : Finding.bad(found, "what is DOWN has its row in troubleshooting.md");
    }

    private Finding docs() throws Exception {
        var page = web.get(target.api(), "/docs/");
        var description = web.get(target.api(), "/openapi", "Accept", "application/json");
        int paths = description.json().path("paths").size();
        var found = "/docs/ %d, /openapi %d with %d paths".formatted(page.status(), description.status(), paths);
        return page.isPage() && description.status() == OK && paths > 0
                ? Finding.good(found)
                : Finding.bad(found, "no rule of the proxy may take these paths");
    }

    private Finding status() throws Exception {
        var page = web.get(target.api(), "/status");
        var figures = web.get(target.api(), "/status.json");
        int parts = figures.json().path("components").size();
        var found = "/status %d, /status.json %d: %s, %d components".formatted(page.status(), figures.status(),
                figures.json().path("status").asText("no status"), parts);
        return page.isPage() && figures.status() == OK && parts > 0
                ? Finding.good(found)
                : Finding.bad(found, "no rule of the proxy may take these paths");
    }

    private Finding version() throws Exception {
        var commit = commit();
        var wanted = target.commit();
        if (wanted == null)
            return Finding.human(commit + " runs", "compare it with the commit that was meant, or say --commit");
        boolean same = commit.equals(wanted) || wanted.length() >= SHORTEST_COMMIT && commit.startsWith(wanted);
        return same
                ? Finding.good(commit + " runs")
                : Finding.bad(commit + " runs, " + wanted + " was meant",
                        "deploy it; the container before serves on when the new one did not become healthy");
    }

    /** What the installation says that it is; "unknown" when its image was built without one. */
    String commit() throws Exception {
        var commit = web.get(target.api(), "/api/health").json().path("commitSha").asText();
        return commit.matches("[A-Za-z0-9._-]{1,64}") ? commit : "unknown";
    }
}
