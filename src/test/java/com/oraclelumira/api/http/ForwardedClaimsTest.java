package com.oraclelumira.api.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import io.netty.util.NetUtil;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/** Laws that hold for whatever a caller writes; each repetition draws its own thousand lists from its own seed. */
@Tag("SEC-8")
class ForwardedClaimsTest {
    private static final int LISTS = 1_000;
    private static final TrustedProxies PROXIES = new TrustedProxies(
            Optional.of(List.of("10.0.0.0/8", "172.16.0.0/12", "fd00::/8")));
    private static final List<String> OURS = List.of("10.0.0.3", "172.18.0.2", "fd00::5", "::ffff:10.0.0.9",
            "10.0.0.4:443", "[fd00::6]:443");
    private static final List<String> CLIENTS = List.of("203.0.113.5", "2001:db8::1", "198.51.100.7:51724",
            "[2001:db8::2]", "[2001:db8::3]:1", "::ffff:203.0.113.9");
    private static final List<String> RUBBISH = List.of("", " ", "unknown", "_hidden", "localhost", "256.1.1.1",
            "1.2.3",
            "1.2.3.4.5", ":", "::", "[", "]", "[]", "%", "fe80::1%", "1.2.3.4:", "1.2.3.4:99999999", "0x7f000001",
            "2130706433", "\u0000", "é", "for=1.2.3.4", "\"[::1]\"", "x".repeat(10_000), "1.".repeat(5_000),
            "[".repeat(5_000));

    @RepeatedTest(5)
    void the_right_most_address_that_is_not_ours_counts_whatever_stands_left_of_it(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < LISTS; i++) {
            var client = any(CLIENTS, random);
            var hops = listOf(random, OURS, random.nextInt(3));
            hops.addFirst(client);
            var honest = resolve("10.0.0.3", List.of(String.join(", ", hops)));
            hops.addAll(0, anything(random));

            assertThat(resolve("10.0.0.3", split(hops, random))).as("%s", hops).isEqualTo(honest)
                    .isEqualTo(ClientAddress.parse(client).orElseThrow());
        }
    }

    @RepeatedTest(5)
    void a_stranger_may_write_what_she_likes(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < LISTS; i++) {
            assertThat(resolve("203.0.113.5", split(anything(random), random)))
                    .isEqualTo(NetUtil.createInetAddressFromIpAddressString("203.0.113.5"));
        }
    }

    @RepeatedTest(5)
    void rubbish_from_a_proxy_of_ours_leaves_that_proxy_as_the_client(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < LISTS; i++) {
            var hops = anything(random);
            hops.add(
                    any(RUBBISH.stream().filter(text -> ClientAddress.parse(text.strip()).isEmpty()).toList(), random));

            assertThat(resolve("10.0.0.3", split(hops, random)))
                    .isEqualTo(NetUtil.createInetAddressFromIpAddressString("10.0.0.3"));
        }
    }

    private static InetAddress resolve(String peer, List<String> forwarded) {
        return ClientAddress.resolve(NetUtil.createInetAddressFromIpAddressString(peer), forwarded, PROXIES);
    }

    /** As one header or as several: a cut falls between two entries. */
    private static List<String> split(List<String> hops, Random random) {
        int cut = random.nextInt(hops.size() + 1);
        var parts = List.of(String.join(",", hops.subList(0, cut)), String.join(" , ", hops.subList(cut, hops.size())));
        return cut == 0 || cut == hops.size() ? List.of(String.join(",", hops)) : parts;
    }

    private static List<String> anything(Random random) {
        var all = new ArrayList<>(RUBBISH);
        all.addAll(OURS);
        all.addAll(CLIENTS);
        return listOf(random, all, random.nextInt(6));
    }

    private static List<String> listOf(Random random, List<String> from, int length) {
        return new ArrayList<>(IntStream.range(0, length).mapToObj(_ -> any(from, random)).toList());
    }

    private static String any(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
