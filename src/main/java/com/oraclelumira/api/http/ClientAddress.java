package com.oraclelumira.api.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.util.NetUtil;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/**
 * Who is calling: the socket's peer or, while that is one of our proxies, the right-most address of X-Forwarded-For that
 * is not. Entries further left are the caller's own claims and never count (v1's limits were beaten with them); Quarkus'
 * proxy forwarding believes exactly those and stays off. No other header counts. Checklist: SEC-8.
 */
@ApplicationScoped // a proxy: filters that use it are made while a native image is built
public class ClientAddress {
    static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;
    /** Some proxies write the port too, and systems the zone of a link-local address: neither says who it is. */
    private static final Pattern IPV4 = Pattern.compile("([0-9.]{7,15})(?::[0-9]{1,5})?");
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:%[^\\]]{1,64})?");
    private static final Pattern IPV6_IN_BRACKETS = Pattern.compile("\\[" + IPV6.pattern() + "](?::[0-9]{1,5})?");

    private final CurrentVertxRequest requests;
    private final TrustedProxies proxies;

    ClientAddress(CurrentVertxRequest requests, TrustedProxies proxies) {
        this.requests = requests;
        this.proxies = proxies;
    }

    /** The client's address in its shortest form; {@code "unknown"} where the peer has none (a Unix socket). */
    public String current() {
        return client(requests.getCurrent().request()).map(NetUtil::toAddressString).orElse("unknown");
    }

    /**
     * What limits and sign-in bindings key on: an IPv4 address, or the /64 that one IPv6 customer owns and can hop about in.
     */
    public String network() {
        return network(requests.getCurrent().request());
    }

    /** The same of a request that no resource has seen yet. */
    public String network(HttpServerRequest request) {
        return client(request).map(ClientAddress::network).orElse("unknown");
    }

    private Optional<InetAddress> client(HttpServerRequest request) {
        return peer(request).map(peer -> resolve(peer, request.headers().getAll(FORWARDED_FOR), proxies));
    }

    /** @param forwarded the values of X-Forwarded-For in their order, each a comma list; whatever is no address ends it */
    static InetAddress resolve(InetAddress peer, List<String> forwarded, TrustedProxies proxies) {
        var client = peer;
        for (var hop : hops(forwarded).reversed()) {
            if (!proxies.contains(client)) {
                return client;
            }
            var next = parse(hop);
            if (next.isEmpty()) {
                return client;
            }
            client = next.get();
        }
        return client;
    }

    static List<String> hops(List<String> forwarded) {
        return forwarded.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).map(String::strip).toList();
    }

    /** An address as proxies write it; an IPv4 address dressed as IPv6 is the IPv4 address. Looks no name up. */
    static Optional<InetAddress> parse(String text) {
        for (var form : List.of(IPV4, IPV6, IPV6_IN_BRACKETS)) {
            var found = form.matcher(text);
            if (found.matches()) {
                return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(found.group(1)));
            }
        }
        return Optional.empty();
    }

    static String network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return NetUtil.toAddressString(address);
        }
        var bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        return NetUtil.bytesToIpAddress(bytes) + "/64";
    }

    static Optional<InetAddress> peer(HttpServerRequest request) {
        return Optional.ofNullable(request.remoteAddress()).map(SocketAddress::hostAddress)
                .flatMap(ClientAddress::parse);
    }
}
