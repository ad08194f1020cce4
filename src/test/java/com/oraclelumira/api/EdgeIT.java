package com.oraclelumira.api;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import com.oraclelumira.api.testing.PackagedShop;
import com.oraclelumira.api.testing.ProxyChain;
import com.oraclelumira.sandbox.PackagedApp;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The packaged application as its proxy sees it: behind HTTPS, with its log as the platform collects it. */
class EdgeIT {
    private static final int HTTPS = PackagedApp.freePort();
    private static final List<String> PAGES = List.of("/docs/", "/api/users/auth/link/made-up",
            "/api/users/email-change/made-up");
    private static final List<String> API = List.of("/api/products", "/api/users/profile", "/openapi", "/health");

    private static PackagedShop shop;
    private static PackagedApp app;

    @BeforeAll
    static void start() {
        shop = new PackagedShop();
        app = shop.start(Map.of("PUBLIC_URL", "https://localhost:" + HTTPS, "LOG_LEVEL", "DEBUG"));
        app.awaitReady(Duration.ofSeconds(90));
    }

    @AfterAll
    static void stop() {
        app.close();
        shop.close();
    }

    /** Run by .ci/observatory; the failure shows each address with its grade and what cost it points. */
    @Test
    @Tag("SEC-9")
    @Tag("SEC-7")
    @EnabledIfEnvironmentVariable(named = "OBSERVATORY", matches = ".+", disabledReason = "OBSERVATORY names no folder: .ci/observatory installs it")
    void the_mdn_observatory_gives_an_a_plus_to_every_page_and_to_the_api(@TempDir Path keys) throws Exception {
        var keystore = keys.resolve("localhost.p12").toString();
        var certificate = keys.resolve("localhost.pem").toString();
        keytool("-genkeypair", "-keystore", keystore, "-alias", "edge", "-keyalg", "EC", "-dname", "CN=localhost",
                "-ext",
                "san=dns:localhost");
        keytool("-exportcert", "-keystore", keystore, "-alias", "edge", "-rfc", "-file", certificate);
        var line = new ArrayList<>(List.of("node", ".ci/observatory.mjs", String.valueOf(app.port()),
                String.valueOf(PackagedApp.freePort()), String.valueOf(HTTPS), keystore));
        line.addAll(PAGES);
        line.addAll(API);

        var graded = run(line, Map.of("NODE_EXTRA_CA_CERTS", certificate));
        System.out.print(graded);

        assertThat(graded.lines().filter(found -> found.startsWith("A+ "))).as(graded)
                .hasSize(PAGES.size() + API.size());
    }

    @Test
    @Tag("INF-6")
    void whatever_is_sent_the_log_has_one_json_object_a_line() {
        for (var text : List.of("a\nERROR forged=1", "a\r\n{\"level\":\"ERROR\"}", "a\u2028b\u0085c\u001b[31m",
                "${jndi:x}")) {
            request().urlEncodingEnabled(false).header("User-Agent", text.replaceAll("[\r\n]", ""))
                    .get("/api/orders/" + URLEncoder.encode(text, UTF_8));
            request().body(Map.of("email", text, "password", text)).post("/api/expert/login");
            request().body(Map.of("email", text + "@example.com")).post("/api/users/auth/sanctuaire-v2");
            request().body(Map.of("productId", text, "customerEmail", "a@example.com", "customerName", text))
                    .post("/api/products/create-payment-intent");
            request().body(text).header("Stripe-Signature", "t=1,v1=" + text.replaceAll("[\r\n]", ""))
                    .post(PackagedShop.WEBHOOK);
        }
        request().body("{}").header("X-Request-Id", "the-last-one").post("/api/nowhere");

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> app.output().contains("the-last-one"));
        assertThat(app.output()).doesNotContain("\u2028", "\u0085", "\u001b");
        // the lines before are what the start check says to who starts it by hand
        assertThat(app.output().lines().dropWhile(line -> !line.startsWith("{"))).hasSizeGreaterThan(5).allSatisfy(
                line -> assertThat(new ObjectMapper().readTree(line).fieldNames()).toIterable().contains("timestamp",
                        "level", "loggerName", "message"));
    }

    @Test
    @Tag("SEC-8")
    void behind_a_real_proxy_and_behind_three_a_client_is_who_it_is_whatever_it_claims(@TempDir Path folder)
            throws IOException {
        try (var chain = new ProxyChain(app.port(), folder)) {
            var first = left(chain.get("127.0.0.2", chain.oneHop, "/api/products"));
            for (var claim : List.of("X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 127.0.0.1, 127.0.0.1",
                    "X-Real-IP: 198.51.100.2", "Forwarded: for=198.51.100.3")) {
                var near = left(chain.get("127.0.0.2", chain.oneHop, "/api/products", claim));
                var far = left(chain.get("127.0.0.2", chain.threeHops, "/api/products", claim));

                assertThat(List.of(near, far)).as(claim).containsExactly(first - 1, first - 2);
                first -= 2;
            }
            assertThat(left(chain.get("127.0.0.3", chain.threeHops, "/api/products"))).isGreaterThan(first);
        }
    }

    /** How many calls the client of this answer has left. */
    private static int left(String answer) {
        var found = Pattern.compile("(?im)^ratelimit: .*r=(\\d+)").matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static RequestSpecification request() {
        return given().baseUri("http://127.0.0.1").port(app.port()).contentType(ContentType.JSON)
                .header("X-Forwarded-Proto", "https").header("X-Forwarded-For", "203.0.113.9");
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("-storepass", "password", "-storetype", "PKCS12"));
        run(line, Map.of());
    }

    private static String run(List<String> line, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
