package com.oraclelumira.api.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The proxies whose word about the client is believed: addresses and CIDR ranges, never names (no DNS on the way in). */
@Startup // a bad list is to stop the start, not the first request
@Singleton
class TrustedProxies {
    private final List<IpSubnetFilterRule> ranges;

    TrustedProxies(@ConfigProperty(name = "lumira.trusted-proxies") Optional<List<String>> ranges) {
        this.ranges = ranges.orElse(List.of()).stream().map(String::trim).map(TrustedProxies::parse).toList();
    }

    boolean contains(InetAddress address) {
        var socket = new InetSocketAddress(address, 0);
        return ranges.stream().anyMatch(range -> range.matches(socket));
    }

    /** Whether the socket of this request is one of theirs. */
    boolean isPeerOf(HttpServerRequest request) {
        return ClientAddress.peer(request).filter(this::contains).isPresent();
    }

    private static IpSubnetFilterRule parse(String range) {
        try {
            var slash = range.indexOf('/');
            var address = NetUtil.createInetAddressFromIpAddressString(slash < 0 ? range : range.substring(0, slash));
            var widest = address instanceof Inet6Address ? 128 : 32;
            var prefix = slash < 0 ? widest : Integer.parseInt(range.substring(slash + 1));
            return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
        } catch (RuntimeException _) {
            // without the cause: its message repeats the value
            throw new IllegalStateException(
                    "TRUSTED_PROXIES must be a comma list of IP addresses or CIDR ranges such as 10.0.0.0/8");
        }
    }
}
