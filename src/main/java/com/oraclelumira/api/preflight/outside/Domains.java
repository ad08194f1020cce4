package com.oraclelumira.api.preflight.outside;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** The names, and that they lead to what they should. */
final class Domains implements Group {
    private static final String PAGE = "domains-and-tls.md";
    /** RFC 6761 §6.2: never in the public DNS, so that nobody's installation is meant; it may be on this machine. */
    private static final String FOR_TESTS = ".test";
    private static final int MILLIS_TO_CONNECT = 3_000;
    /** RFC 6598: between a provider and its customers, as private as the others. */
    private static final int SHARED_FIRST = 100;
    private static final int SHARED_SECOND = 64;
    private static final int SHARED_MASK = 0xc0;
    /** RFC 4193. */
    private static final int LOCAL_V6 = 0xfc;

    private final Target target;
    private final Web web;

    Domains(Target target, Web web) {
        this.target = target;
        this.web = web;
    }

    @Override
    public String name() {
        return "Domains";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe("dns-records", List.of("DNS-1", "DNS-5"),
                "The name of the API and of each page should have public addresses that answer.", PAGE, this::records),
                new Probe("desk-reachable", List.of("DNS-5"), "The experts' desk should open.", PAGE, this::desk),
                new Probe("api-endpoint", List.of("DNS-6"),
                        "The API should be reached under /api by its own name and by the desk's.", PAGE,
                        this::endpoint));
    }

    private Finding records() throws InterruptedException {
        var seen = new Sightings();
        boolean reachedByV6 = hasV6(target.api());
        for (var address : target.all())
            seen.at(address.getHost(), () -> {
                var found = addresses(address);
                var text = address.getHost() + " " + text(found);
                if (Arrays.stream(found).noneMatch(Inet4Address.class::isInstance))
                    seen.bad(text + " has no A record");
                else if (!address.getHost().endsWith(FOR_TESTS) && Arrays.stream(found).anyMatch(Domains::isPrivate))
                    seen.bad(text + " is private");
                else if (hasV6(address) && !reachedByV6)
                    seen.bad(text + " has IPv6, and the API that its pages call has not");
                else
                    answering(address, found, seen, text);
            });
        return seen.finding("set the A record (AAAA only where the server answers by IPv6), wait for its TTL");
    }

    private static void answering(URI address, InetAddress[] found, Sightings seen, String text) {
        var silent = Arrays.stream(found).filter(each -> !answers(each, Target.portOf(address))).toList();
        seen.see(silent.isEmpty(), silent.isEmpty()
                ? text
                : text + ": no answer at " + text(silent.toArray(InetAddress[]::new)));
    }

    /** From a place without IPv6 nothing is known about such an address, and nothing said against it. */
    private static boolean answers(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), MILLIS_TO_CONNECT);
            return true;
        } catch (ConnectException | SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return address instanceof Inet6Address;
        }
    }

    private boolean hasV6(URI address) {
        try {
            return Arrays.stream(addresses(address)).anyMatch(Inet6Address.class::isInstance);
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static InetAddress[] addresses(URI address) throws UnknownHostException {
        try {
            return InetAddress.getAllByName(address.getHost());
        } catch (UnknownHostException _) {
            throw new UnknownHostException("no such name");
        }
    }

    private static String text(InetAddress... addresses) {
        return Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
    }

    static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        boolean shared = bytes.length == 4 && bytes[0] == SHARED_FIRST && (bytes[1] & SHARED_MASK) == SHARED_SECOND;
        boolean localV6 = bytes.length > 4 && (bytes[0] & 0xfe) == LOCAL_V6;
        return shared || localV6 || address.isSiteLocalAddress() || address.isLoopbackAddress()
                || address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress();
    }

    private Finding desk() throws Exception {
        var desk = target.desk();
        if (desk.isEmpty())
            return target.sites().isEmpty()
                    ? Finding.human("no page was named", "open the desk, or say --sites")
                    : Finding.bad("none of the pages is named desk.…", "put the desk into CORS_ORIGIN, or say --sites");
        var answer = web.get(desk.get(), "/");
        var found = desk.get() + " answers " + answer.status() + " " + answer.header("Content-Type");
        return answer.isPage()
                ? Finding.good(found)
                : Finding.bad(found, "the desk's own container and its domain in the resource's field");
    }

    private Finding endpoint() throws InterruptedException {
        var seen = new Sightings();
        for (var address : target.all())
            seen.at(address.getHost(), () -> {
                var answer = web.get(address, "/api/healthz");
                boolean ours = answer.status() == 200
                        && "healthy".equals(answer.json().path("status").asText());
                boolean must = address.equals(target.api()) || target.desk().filter(address::equals).isPresent();
                seen.see(ours || !must, address.getHost() + "/api/healthz answers " + answer.status()
                        + (ours
                                ? ""
                                : must ? ", not from the API" : ", not from the API (its pages must not need it)"));
            });
        return seen.finding("the page's nginx passes /api on to the API; Strip prefixes is off");
    }
}
