package com.oraclelumira.api.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.netty.util.NetUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** In tests the trusted proxies are 127.0.0.1 and 10.0.0.0/8. */
@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("SEC-8")
class ClientAddressTest {
    private static final TrustedProxies PROXIES = trusting("10.0.0.0/8", "172.16.0.0/12", "fd00::/8", "192.0.2.7");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "nobody between                     | 203.0.113.5 |                                   | 203.0.113.5",
            "a stranger's own claims            | 203.0.113.5 | 1.1.1.1, 10.0.0.3                 | 203.0.113.5",
            "Traefik in front                   | 10.0.0.3    | 203.0.113.5                       | 203.0.113.5",
            "Traefik, front nginx, Traefik      | 10.0.0.3    | 203.0.113.5, 10.0.0.9, 172.17.0.2 | 203.0.113.5",
            "a claim before the real address    | 10.0.0.3    | 1.1.1.1, 203.0.113.5              | 203.0.113.5",
            "a claim to be a proxy              | 10.0.0.3    | 10.9.9.9, 203.0.113.5, 10.0.0.9   | 203.0.113.5",
            "a single trusted address           | 192.0.2.7   | 203.0.113.5                       | 203.0.113.5",
            "its neighbour                      | 192.0.2.8   | 203.0.113.5                       | 192.0.2.8",
            "all of them ours                   | 10.0.0.3    | 10.0.0.5, 10.0.0.4                | 10.0.0.5",
            "IPv4 dressed as IPv6, in hex       | 10.0.0.3    | ::ffff:cb00:7105                  | 203.0.113.5",
            "a proxy of ours dressed as IPv6    | 10.0.0.3    | 203.0.113.5, ::ffff:10.0.0.9      | 203.0.113.5",
            "with a port                        | 10.0.0.3    | 203.0.113.5:51724                 | 203.0.113.5",
            "a proxy of ours with a port        | 10.0.0.3    | 203.0.113.5, 10.0.0.9:443         | 203.0.113.5",
            "IPv6 in brackets                   | 10.0.0.3    | [2001:db8::1]                     | 2001:db8::1",
            "IPv6 in brackets with a port       | 10.0.0.3    | [2001:db8::1]:51724               | 2001:db8::1",
            "IPv6 with a zone                   | 10.0.0.3    | fe80::1%eth0                      | fe80::1",
            "a zone and a port                  | 10.0.0.3    | [fe80::1%2]:51724                 | fe80::1",
            "a bracket that does not close      | 10.0.0.3    | [2001:db8::1                      | 10.0.0.3",
            "a port that is none                | 10.0.0.3    | 203.0.113.5:http                  | 10.0.0.3",
            "half an address                    | 10.0.0.3    | 203.0.113                         | 10.0.0.3",
            "rubbish where the client should be | 10.0.0.3    | 203.0.113.5, unknown              | 10.0.0.3",
            "rubbish further left               | 10.0.0.3    | unknown, 203.0.113.5              | 203.0.113.5",
            "an empty entry                     | 10.0.0.3    | 203.0.113.5,                      | 10.0.0.3",
            "a host name                        | 10.0.0.3    | localhost                         | 10.0.0.3",
            "an octet too large                 | 10.0.0.3    | 256.1.1.1                         | 10.0.0.3",
            "IPv6 in a long form                | fd00::1     | 2001:0db8:0:0:0:0:0:0001          | 2001:db8::1",
            "IPv4 dressed as IPv6               | 10.0.0.3    | ::ffff:203.0.113.5                | 203.0.113.5"})
    void the_client_is_the_right_most_address_that_is_not_ours(String what, String peer, String forwarded,
            String client) {
        var values = forwarded == null ? List.<String>of() : List.of(forwarded);

        var resolved = ClientAddress.resolve(NetUtil.createInetAddressFromIpAddressString(peer), values, PROXIES);

        assertThat(NetUtil.toAddressString(resolved)).as(what).isEqualTo(client);
    }

    @Test
    void several_headers_are_read_as_one_list() {
        var resolved = ClientAddress.resolve(NetUtil.createInetAddressFromIpAddressString("10.0.0.3"),
                List.of("1.1.1.1", "203.0.113.5, 10.0.0.9"), PROXIES);

        assertThat(NetUtil.toAddressString(resolved)).isEqualTo("203.0.113.5");
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.5, 203.0.113.5", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
            "2001:db8:1:2::9, 2001:db8:1:2::/64"})
    void the_network_of_an_ipv6_client_is_its_64(String address, String network) {
        assertThat(ClientAddress.network(NetUtil.createInetAddressFromIpAddressString(address))).isEqualTo(network);
    }

    @Test
    void with_no_proxy_named_nobody_is_believed() {
        var peer = NetUtil.createInetAddressFromIpAddressString("10.0.0.3");

        assertThat(ClientAddress.resolve(peer, List.of("203.0.113.5"), new TrustedProxies(Optional.empty())))
                .isEqualTo(peer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"traefik", "10.0.0.0/99", "10.0.0.0/", "/8", "10.0.0/8", "*", "0.0.0.0/-1"})
    void a_bad_list_stops_the_start_and_keeps_the_value_to_itself(String value) {
        assertThatThrownBy(() -> trusting("10.0.0.1", value)).hasMessageContaining("TRUSTED_PROXIES")
                .hasMessageNotContaining("traefik")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"203.0.113.9 | 203.0.113.9", "1.1.1.1, 203.0.113.9, 10.0.0.7 | 203.0.113.9",
            "<script> | 127.0.0.1", "%00%0d%0a | 127.0.0.1", ",,,, | 127.0.0.1"})
    void over_http_it_is_the_same(String forwarded, String client) {
        var response = given().header("X-Forwarded-For", forwarded).get("/api/provoke/address");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.path("current").toString()).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server",
            "X-Forwarded-Prefix", "Forwarded", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP",
            "X-Cluster-Client-Ip", "X_Forwarded_For"})
    void no_other_header_says_who_calls_and_a_malformed_one_is_no_failure(String name) {
        for (var value : List.of("198.51.100.66", "for=198.51.100.66", "for=\"[bad\";;host=%%% ,", "",
                "x".repeat(10_000))) {
            var response = given().header(name, value).header("X-Forwarded-For", "203.0.113.9")
                    .get("/api/provoke/address");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.path("current").toString()).isEqualTo("203.0.113.9");
        }
    }

    @Test
    void ten_thousand_characters_and_a_hundred_headers_of_claims_are_no_failure() {
        var claims = given().header("X-Forwarded-For", "10.0.0.1,".repeat(1_100) + "203.0.113.9");
        var headers = given().headers(new Headers(
                IntStream.range(0, 100).mapToObj(n -> new Header("X-Forwarded-For", "198.51.100." + n)).toList()));

        assertThat(claims.get("/api/provoke/address").path("current").toString()).isEqualTo("203.0.113.9");
        assertThat(headers.get("/api/provoke/address").path("current").toString()).isEqualTo("198.51.100.99");
    }

    private static TrustedProxies trusting(String... ranges) {
        return new TrustedProxies(Optional.of(List.of(ranges)));
    }
}
