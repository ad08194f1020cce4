package com.oraclelumira.api.preflight.outside;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;
import com.oraclelumira.api.preflight.outside.Web.Answer;

/** Which pages may read what the API answers: ours, exactly. */
final class Cors implements Group {
    private static final String PAGE = "configuration.md";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String CATALOGUE = "/api/products";
    private static final String ANYBODY = "*";
    private static final int OK = 200;
    private static final int FIRST_REFUSAL = 300;

    private final Target target;
    private final Web web;

    Cors(Target target, Web web) {
        this.target = target;
        this.web = web;
    }

    @Override
    public String name() {
        return "CORS";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe("cors-ours", List.of("SEC-4"),
                "Each of our pages should be allowed to call the API and to read its answers.", PAGE, this::ours),
                new Probe("cors-others", List.of("SEC-4"),
                        "No other page should be: not null, not a look-alike, not everybody.", PAGE, this::others));
    }

    private Finding ours() throws InterruptedException {
        if (target.sites().isEmpty())
            return Finding.human("no page was named", "open each page and use it, or say --sites");
        var seen = new Sightings();
        for (var site : target.sites())
            seen.at(site, () -> {
                var read = web.get(target.api(), CATALOGUE, "Origin", site.toString());
                var asked = web.preflight(target.api(), CATALOGUE, site.toString());
                seen.see(lets(read, site) && read.status() == OK && lets(asked, site) && maySend(asked),
                        "%s: GET %s, preflight %s".formatted(site, text(read), text(asked)));
            });
        return seen.finding("write it into CORS_ORIGIN exactly so; no CORS of the proxy's own");
    }

    private static String text(Answer answer) {
        return answer.status() + " " + answer.all(ALLOW_ORIGIN) + (takesCookies(answer) ? " with cookies" : "");
    }

    /** No page of ours sends any, and a foreign one must not make a browser send them. */
    private static boolean takesCookies(Answer answer) {
        return answer.all(ALLOW_CREDENTIALS).contains("true");
    }

    /** A star lets ours read, too; that it lets everybody is the other probe's to say. */
    private static boolean lets(Answer answer, URI site) {
        var allowed = answer.all(ALLOW_ORIGIN);
        return !takesCookies(answer) && allowed.size() == 1
                && (allowed.getFirst().equals(site.toString()) || allowed.getFirst().equals(ANYBODY));
    }

    private static boolean maySend(Answer asked) {
        var headers = asked.header("Access-Control-Allow-Headers").toLowerCase(Locale.ROOT);
        return asked.status() < FIRST_REFUSAL && asked.header("Access-Control-Allow-Methods").contains("PATCH")
                && headers.contains("authorization") && headers.contains("content-type");
    }

    private Finding others() throws InterruptedException {
        var seen = new Sightings();
        for (var origin : strangers())
            seen.at(origin, () -> {
                var read = web.get(target.api(), CATALOGUE, "Origin", origin);
                var asked = web.preflight(target.api(), CATALOGUE, origin);
                boolean refused = Stream.of(read, asked).allMatch(answer -> answer.all(ALLOW_ORIGIN).isEmpty());
                seen.see(refused, refused
                        ? origin + " refused"
                        : "%s may read: GET %s, preflight %s".formatted(origin, read.all(ALLOW_ORIGIN),
                                asked.all(ALLOW_ORIGIN)));
            });
        return seen.finding("only the API answers CORS: take the proxy's headers away; CORS_ORIGIN names ours only");
    }

    /** What a careless comparison takes for one of ours: begins like it, ends like it, contains it, is it by HTTP. */
    private List<String> strangers() {
        var ours = target.sites().isEmpty() ? target.api() : target.sites().getFirst();
        var name = ours.getAuthority();
        var host = ours.getHost();
        return List.of("null", ANYBODY, "https://evil.example", "http://" + name, "https://" + host + ".evil.example",
                "https://evil-" + name, "https://evil." + name, "https://" + host.replace('.', '-') + ".example",
                "https://" + host + ":8443");
    }
}
