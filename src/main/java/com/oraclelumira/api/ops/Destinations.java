package com.oraclelumira.api.ops;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a configured address may make us call. Judged by how it is written: no method looks a name up, and what a name
 * means is its owner's to say. Private networks are allowed, because a partner may well live in one.
 */
final class Destinations {
    private static final Set<String> METADATA_NAMES = Set.of("metadata", "metadata.google.internal",
            "metadata.goog", "instance-data", "instance-data.ec2.internal");
    /** Those of them that are not link-local, which is refused as a whole. */
    private static final Set<String> METADATA_ADDRESSES = Set.of("100.100.100.200", "192.0.0.192", "168.63.129.16",
            "fd00:ec2:0:0:0:0:0:254");
    /** IPv4 inside IPv6 (RFC 6052), which a gateway would unpack. */
    private static final List<Integer> NAT64 = List.of(0, 0x64, 0xff, 0x9b);

    private Destinations() {}

    /** Not this machine, its link, a cloud's metadata service, or a number that some would read as one of these. */
    static boolean isElsewhere(String url) {
        var host = host(url);
        if (host.contains(":") || isDotted(host))
            return isElsewhere(address(host));
        return !host.isEmpty() && !host.equals("localhost") && !host.endsWith(".localhost")
                && !METADATA_NAMES.contains(host) && !isNumber(host.substring(host.lastIndexOf('.') + 1));
    }

    private static boolean isElsewhere(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isAnyLocalAddress()
                && !address.isMulticastAddress() && !METADATA_ADDRESSES.contains(address.getHostAddress());
    }

    /** In lower case, without brackets and the dot that may end a name. */
    private static String host(String url) {
        var host = URI.create(url).getHost().toLowerCase(Locale.ROOT);
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static InetAddress address(String literal) {
        var address = InetAddress.ofLiteral(literal);
        var bytes = address.getAddress();
        for (int n = 0; n < NAT64.size(); n++)
            if (bytes.length == 4 || (bytes[n] & 0xff) != NAT64.get(n))
                return address;
        return InetAddress.ofLiteral("%d.%d.%d.%d".formatted(bytes[12] & 0xff, bytes[13] & 0xff, bytes[14] & 0xff,
                bytes[15] & 0xff));
    }

    private static boolean isDotted(String host) {
        return host.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}");
    }

    /** No name ends so, but C libraries read {@code 2130706433}, {@code 0x7f000001} and {@code 127.1} as addresses. */
    private static boolean isNumber(String label) {
        return label.matches("[0-9]+|0x[0-9a-f]*");
    }
}
