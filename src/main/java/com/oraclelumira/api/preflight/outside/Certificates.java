package com.oraclelumira.api.preflight.outside;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/**
 * The certificates of the API and of each page. That one has ended is said by its expiry alone: the way to the authority
 * is looked at as of a day on which it held.
 */
final class Certificates implements Group {
    private static final String PAGE = "domains-and-tls.md";
    /** Renewed 30 days before their end: with fewer than these a renewal has been failing for a fortnight. */
    private static final Duration AT_LEAST = Duration.ofDays(14);
    private static final String CHALLENGE = "/.well-known/acme-challenge/preflight";
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;
    private static final int SERVER_ERROR = 500;

    private final Target target;
    private final Web web;
    private final Clock clock;

    Certificates(Target target, Web web, Clock clock) {
        this.target = target;
        this.web = web;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Certificates";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe("certificate-chain", List.of("DNS-2"),
                "Each certificate should be for its name and lead to an authority that is trusted.", PAGE, this::chain),
                new Probe("certificate-expiry", List.of("DNS-2"),
                        "Each certificate should hold for more than 14 days.", PAGE, this::expiry),
                new Probe("certificate-renewable", List.of("DNS-2"),
                        "The authority's challenge over port 80 should reach each name, so that renewal works.", PAGE,
                        this::renewable));
    }

    private Finding chain() throws Exception {
        var authorities = Chain.authorities(target.ca());
        var seen = new Sightings();
        for (var address : target.all())
            seen.at(address.getHost(), () -> {
                var chain = Chain.of(address);
                var fault = chain.fault(address.getHost(), authorities, clock.instant());
                seen.see(fault.isEmpty(), address.getHost() + fault.map(text -> " " + text).orElse("")
                        + " (issued by " + chain.issuer() + ")");
            });
        return seen.finding("the proxy's log says why none was issued: port 80, DNS, AAAA, CAA, too many tries");
    }

    private Finding expiry() throws InterruptedException {
        var seen = new Sightings();
        for (var address : target.all())
            seen.at(address.getHost(), () -> see(seen, address, Chain.of(address)));
        return seen.finding("renewal fails: the proxy's log says why; port 80 and DNS first");
    }

    private void see(Sightings seen, URI address, Chain chain) {
        var left = Duration.between(clock.instant(), chain.end());
        seen.see(left.compareTo(AT_LEAST) > 0,
                "%s %s days left, until %s".formatted(address.getHost(), left.toDays(), chain.end()));
    }

    /** An unknown challenge is answered by 404, or by a redirect, which the authority follows. */
    private Finding renewable() throws InterruptedException {
        var seen = new Sightings();
        for (var address : target.all())
            seen.at(address.getHost(), () -> {
                int status = web.get(target.plain(address), CHALLENGE).status();
                seen.see(status != UNAUTHORIZED && status != FORBIDDEN && status < SERVER_ERROR,
                        address.getHost() + " answers " + status);
            });
        return seen.finding("open port 80 to the world and protect nothing under /.well-known/acme-challenge/");
    }
}
