package com.oraclelumira.api.preflight.outside;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/**
 * That calls are counted, and whose. No limit is used up: it would be the caller's own, and its headers show that it
 * counts. Some of a thousand calls of the catalogue are spent.
 */
final class RateLimits implements Group {
    /** What a GET without a token reaches of what is limited: the catalogue, and an order. */
    private static final List<String> LIMITED = List.of("/api/products", "/api/orders/preflight");
    private static final Pattern LEFT = Pattern.compile("^\"[a-z-]+\";r=([0-9]{1,9});t=[0-9]+$");
    private static final Pattern POLICY = Pattern.compile("^\"[a-z-]+\";q=[1-9][0-9]*;w=[1-9][0-9]*$");
    /** More than there are instances, which may each count by themselves. */
    private static final int CALLS = 6;
    private static final String CLAIM = "198.51.100.";

    private final Target target;
    private final Web web;

    RateLimits(Target target, Web web) {
        this.target = target;
        this.web = web;
    }

    @Override
    public String name() {
        return "Limits";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe("rate-limits", List.of("SEC-8"),
                "Calls should be counted against who makes them, whatever address the caller claims.", "limits.md",
                this::look));
    }

    private Finding look() throws IOException, InterruptedException {
        var seen = new Sightings();
        for (var path : LIMITED)
            seen.at(path, () -> {
                var answer = web.get(target.api(), path);
                var policy = answer.header("RateLimit-Policy");
                seen.see(POLICY.matcher(policy).matches() && LEFT.matcher(answer.header("RateLimit")).matches(),
                        path + " " + (policy.isEmpty() ? "has no limit" : policy));
            });
        var claimed = left(true);
        if (claimed.size() > 1)
            seen.good("left fell from " + claimed.last() + " to " + claimed.first());
        else if (target.fromInside() && left(false).size() > 1)
            return seen.orHuman("calls are counted, but our own claims are believed",
                    "here we may be taken for a proxy: preflight outside, from elsewhere, tells");
        else
            seen.bad(CALLS + " calls under claimed addresses left " + claimed + ": they are not counted together");
        return seen.finding("the proxy must pass RateLimit headers; TRUSTED_PROXIES names the proxies and nobody else");
    }

    /**
     * What was left after each of some calls.
     *
     * @param claiming each claims to be somebody else: if that is believed, everybody has all of the limit left
     */
    private SortedSet<Integer> left(boolean claiming) throws IOException, InterruptedException {
        var left = new TreeSet<Integer>();
        for (int n = 1; n <= CALLS; n++) {
            var answer = claiming
                    ? web.get(target.api(), LIMITED.getFirst(), "X-Forwarded-For", CLAIM + n)
                    : web.get(target.api(), LIMITED.getFirst());
            var found = LEFT.matcher(answer.header("RateLimit"));
            if (found.matches())
                left.add(Integer.valueOf(found.group(1)));
        }
        return left;
    }
}
