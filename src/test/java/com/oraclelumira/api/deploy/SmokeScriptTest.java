package com.oraclelumira.api.deploy;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each fault that src/deploy/coolify/smoke.sh is there for, alone; {@link SmokeOfTheApplicationTest} runs it on the API. */
@Tag("DEP-6")
class SmokeScriptTest {
    private static final String COMMIT = "0000000000000000000000000000000000000001";

    private final CoolifyStub stub = new CoolifyStub(COMMIT);

    @AfterEach
    void stop() {
        stub.close();
    }

    private Script.Ran smoke(String... commit) {
        return new Script("coolify/smoke.sh").run(Map.of("API_URL", stub.url(), "SMOKE_SECONDS", "0"), commit);
    }

    private void onlyFails(String check) {
        var ran = smoke(COMMIT);
        assertThat(ran.exit()).as(ran.output()).isEqualTo(1);
        assertThat(ran.output().lines().filter(line -> line.startsWith("FAILED"))).singleElement().asString()
                .startsWith("FAILED  " + check);
    }

    @Test
    void what_is_as_it_should_be_passes_with_and_without_a_commit() {
        assertThat(smoke(COMMIT).output()).doesNotContain("FAILED");
        assertThat(smoke(COMMIT).exit()).isZero();
        assertThat(smoke().exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"/health, 503, {\"status\":\"DOWN\"}, /health is up",
            "/health, 200, <html>, /health is up",
            "/api/products, 503, {}, the catalogue", "/api/products, 200, {\"products\":[]}, the catalogue",
            "/api/products, 200, `{\"products\":[{\"id\":\"initie\",\"currency\":\"eur\"}]}`, the catalogue",
            "/api/payments/webhook, 200, {\"received\":true}, an unsigned event is refused",
            "/api/payments/webhook, 400, {\"code\":\"INVALID_REQUEST_BODY\"}, an unsigned event is refused",
            "/api/users/profile, 200, {}, nobody's profile is for nobody"})
    void an_answer_that_is_wrong_is_found(String path, int status, String body, String check) {
        stub.api().says(path, status, body);

        onlyFails(check);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"X-Content-Type-Options, ``, answers are no documents to sniff",
            "Content-Security-Policy, ``, answers load nothing",
            "Content-Security-Policy, default-src *, answers load nothing",
            "X-Frame-Options, SAMEORIGIN, answers are in no frame",
            "Server, nginx, answers do not name the server", "X-Powered-By, Express, answers do not name the server"})
    void a_header_that_is_wrong_is_found(String name, String value, String check) {
        stub.api().header(name, value);

        onlyFails(check);
    }

    @Test
    void a_foreign_page_that_may_read_is_found() {
        stub.api().letsForeignPagesRead();

        onlyFails("a foreign page reads nothing");
    }

    @Test
    void a_commit_may_take_its_time_to_show_itself() {
        stub.api().serve("before");
        stub.api().servesAfter(3, COMMIT);

        var ran = new Script("coolify/smoke.sh")
                .run(Map.of("API_URL", stub.url(), "SMOKE_SECONDS", "30", "SMOKE_PAUSE", "0.02"), COMMIT);

        assertThat(ran.exit()).as(ran.output()).isZero();
    }
}
