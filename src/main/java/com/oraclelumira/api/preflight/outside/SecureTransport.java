package com.oraclelumira.api.preflight.outside;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** That nobody stays on plain HTTP. */
final class SecureTransport implements Group {
    /** 302 and 307 are what Coolify's proxy answers; a browser that was here keeps to https by HSTS anyway. */
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);
    private static final String WHERE = "/api/products?from=preflight";
    private static final String OURS = "max-age=31536000; includeSubDomains";
    private static final long ONE_YEAR = 31_536_000;
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|;)\\s*max-age\\s*=\\s*\"?([0-9]{1,12})");

    private final Target target;
    private final Web web;

    SecureTransport(Target target, Web web) {
        this.target = target;
        this.web = web;
    }

    @Override
    public String name() {
        return "HTTPS";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe("https-redirect", List.of("SEC-7", "DNS-3"),
                "Who comes to any of the names by plain HTTP should be led to the same place by HTTPS.",
                "domains-and-tls.md", this::redirect),
                new Probe("hsts", List.of("SEC-7", "DNS-4"),
                        "The API and each page should tell browsers, once, to come by HTTPS for a year.",
                        "security.md", this::hsts));
    }

    private Finding redirect() throws InterruptedException {
        var seen = new Sightings();
        for (var address : target.all())
            seen.at(address.getHost(), () -> {
                var answer = web.get(target.plain(address), WHERE);
                var to = answer.header("Location");
                seen.see(REDIRECTS.contains(answer.status()) && isSamePlace(address, to),
                        address.getHost() + " answers " + answer.status() + (to.isEmpty() ? "" : " to " + shown(to)));
            });
        return seen.finding("\"Force HTTPS\" on the resource; PUBLIC_URL is the API's own name");
    }

    /** Without a login, and without what a sign-in in between may have written behind the path. */
    private static String shown(String location) {
        var all = location.replaceFirst("//[^/?#]*@", "//");
        var place = all.split("[?#]", 2)[0];
        return place.equals(all) || all.endsWith(WHERE) ? all : place + "?…";
    }

    private static boolean isSamePlace(URI address, String location) {
        try {
            var to = URI.create(location);
            return "https".equals(to.getScheme()) && address.getHost().equalsIgnoreCase(to.getHost())
                    && Target.portOf(to) == Target.portOf(address)
                    && WHERE.equals(to.getRawPath() + "?" + to.getRawQuery());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Finding hsts() throws InterruptedException {
        var seen = new Sightings();
        seen.at(target.api().getHost(), () -> {
            var values = web.get(target.api(), "/health/live").all("Strict-Transport-Security");
            seen.see(values.equals(List.of(OURS)) || values.equals(List.of(OURS + "; preload")),
                    target.api().getHost() + " sends " + values);
        });
        for (var site : target.sites())
            seen.at(site.getHost(), () -> {
                var values = web.get(site, "/").all("Strict-Transport-Security");
                seen.see(values.size() == 1 && maxAge(values.getFirst()) >= ONE_YEAR,
                        site.getHost() + " sends " + values);
            });
        return seen.finding("the API: TRUSTED_PROXIES must name the proxy, which adds none of its own; "
                + "a page: its own nginx, max-age=31536000");
    }

    private static long maxAge(String value) {
        var found = MAX_AGE.matcher(value);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}
