package com.oraclelumira.api.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Leads the names of the preflight's shop to this machine, for the JVM of the tests; every other name is looked up as
 * usual. Every lookup passes here, also that of the stand-ins' container: nothing but the JDK may be needed. A child
 * process is given the same names by a hosts file: {@link PublicShop#hosts(Path)}.
 */
public final class TestNames extends InetAddressResolverProvider {
    static final Set<String> NAMES = Set.of(PublicShop.API, PublicShop.APP, PublicShop.DESK, PublicShop.UNLISTED,
            PublicShop.PRIVATE);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    @Override
    public InetAddressResolver get(Configuration configuration) {
        var usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return NAMES.contains(host)
                        ? Stream.of(InetAddress.getByAddress(host, LOOPBACK))
                        : usual.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names of the preflight's shop";
    }
}
