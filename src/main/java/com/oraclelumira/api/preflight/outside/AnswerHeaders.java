package com.oraclelumira.api.preflight.outside;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;
import com.oraclelumira.api.preflight.outside.Web.Answer;

/** The headers that make browsers careful, as they arrive behind the proxy: by the rules of MDN's HTTP Observatory. */
final class AnswerHeaders implements Group {
    private static final String POLICY = "Content-Security-Policy";
    private static final Map<String, String> EXACT = new TreeMap<>(Map.of("X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer", "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin", "Origin-Agent-Cluster", "?1", "X-DNS-Prefetch-Control",
            "off", "X-Download-Options", "noopen", "X-Permitted-Cross-Domain-Policies", "none", "X-XSS-Protection",
            "0"));
    private static final List<String> ABSENT = List.of("Server", "X-Powered-By", "Set-Cookie", "Public-Key-Pins");
    private static final List<String> IN_EVERY_POLICY = List.of("default-src 'none'", "base-uri 'none'",
            "frame-ancestors 'none'", "form-action 'none'");
    private static final List<String> IN_NO_POLICY = List.of("unsafe-", " *", "http:", "script-src data:");
    /** Answers of resources, files, pages and refusals come from different layers. */
    private static final List<String> PATHS = List.of("/api/products", "/api/users/profile", "/nowhere", "/docs/",
            "/status");

    private final Target target;
    private final Web web;

    AnswerHeaders(Target target, Web web) {
        this.target = target;
        this.web = web;
    }

    @Override
    public String name() {
        return "Headers";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe("security-headers", List.of("SEC-9"),
                "Every answer of the API should carry the whole set of security headers, and not name its server.",
                "security.md", this::look));
    }

    private Finding look() throws InterruptedException {
        var seen = new Sightings();
        for (var path : PATHS)
            seen.at(path, () -> {
                var faults = faults(web.get(target.api(), path));
                seen.see(faults.isEmpty(), path + ": " + (faults.isEmpty()
                        ? EXACT.size() + 1 + " headers right"
                        : String.join(", ", faults)));
            });
        return seen.finding("no middleware of the proxy may add, change or take away a header");
    }

    private static List<String> faults(Answer answer) {
        var faults = new ArrayList<String>();
        EXACT.forEach((name, value) -> {
            if (!answer.all(name).equals(List.of(value)))
                faults.add(name + " is " + answer.all(name));
        });
        ABSENT.stream().filter(name -> !answer.all(name).isEmpty()).forEach(name -> faults.add(name + " is sent"));
        var policies = answer.all(POLICY);
        if (policies.size() != 1)
            faults.add(POLICY + " is sent " + policies.size() + " times");
        policies.forEach(policy -> {
            IN_EVERY_POLICY.stream().filter(part -> !policy.contains(part))
                    .forEach(part -> faults.add(POLICY + " lacks " + part));
            IN_NO_POLICY.stream().filter(policy::contains).forEach(part -> faults.add(POLICY + " has " + part.strip()));
        });
        return faults;
    }
}
