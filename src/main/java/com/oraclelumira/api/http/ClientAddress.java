package com.oraclelumira.api.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.util.NetUtil;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;

/**
 * Who is calling: the socket's peer or, while that is one of our proxies, the right-most address of X-Forwarded-For that
 * is not. Entries further left are the caller's own claims and never count (v1's limits were beaten with them); Quarkus'
 * proxy forwarding believes exactly those and stays off. Checklist: SEC-8.
 */
@ApplicationScoped // a proxy: filters that use it are made while a native image is built
public class ClientAddress {
    private static final int NETWORK_BYTES = 8;

    private final CurrentVertxRequest requests;
    private final TrustedProxies proxies;

    ClientAddress(CurrentVertxRequest requests, TrustedProxies proxies) {
        this.requests = requests;
        this.proxies = proxies;
    }

    /** The client's address in its shortest form; {@code "unknown"} where the peer has none (a Unix socket). */
    public String current() {
        var client = client(request());
        return client == null ? "unknown" : NetUtil.toAddressString(client);
    }

    /**
     * What limits and sign-in bindings key on: an IPv4 address, or the /64 that one IPv6 customer owns and can hop about in.
     */
    public String network() {
        var client = client(request());
        return client == null ? "unknown" : network(client);
    }

    /** Whether the client came by HTTPS, as the trusted proxy in front of us says. */
    public boolean secure() {
        var request = request();
        var peer = peer(request);
        var proto = request.headers().getAll("X-Forwarded-Proto");
        return request.isSSL() || peer != null && proxies.contains(peer) && !proto.isEmpty()
                && proto.getLast().strip().equalsIgnoreCase("https");
    }

    /** @param forwarded the values of X-Forwarded-For in their order, each a comma list; whatever is no address ends it */
    static InetAddress resolve(InetAddress peer, List<String> forwarded, TrustedProxies proxies) {
        var hops = forwarded.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).toList().reversed();
        var client = peer;
        for (var hop : hops) {
            if (!proxies.contains(client)) {
                return client;
            }
            var next = NetUtil.createInetAddressFromIpAddressString(hop.strip());
            if (next == null) {
                return client;
            }
            client = next;
        }
        return client;
    }

    static String network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return NetUtil.toAddressString(address);
        }
        var bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        return NetUtil.bytesToIpAddress(bytes) + "/64";
    }

    private InetAddress client(HttpServerRequest request) {
        var peer = peer(request);
        return peer == null ? null : resolve(peer, request.headers().getAll("X-Forwarded-For"), proxies);
    }

    private static InetAddress peer(HttpServerRequest request) {
        var socket = request.remoteAddress();
        return socket == null ? null : NetUtil.createInetAddressFromIpAddressString(socket.hostAddress());
    }

    private HttpServerRequest request() {
        return requests.getCurrent().request();
    }
}
