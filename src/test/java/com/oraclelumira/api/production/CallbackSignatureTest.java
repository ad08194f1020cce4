package com.oraclelumira.api.production;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.sandbox.n8n.Answers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** v1's weaker forms, for the time of a migration. */
class CallbackSignatureTest {
    private static final String SECRET = "callback-secret-0123456789-0123456789";
    private static final String BODY = "{\"orderId\":\"a\",\"orderNumber\":\"b\"}";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void v1s_four_forms_count_only_with_the_flag() {
        for (var signed : new String[]{BODY, "a:b", NOW.toEpochMilli() + ".n." + BODY,
                NOW.toEpochMilli() + ".n.a:b"}) {
            boolean bound = signed.contains(".n.");
            var headers = new CallbackHeaders(Answers.hmac(signed, SECRET),
                    bound ? String.valueOf(NOW.toEpochMilli()) : null, bound ? "n" : null);
            assertThatCode(() -> require(true, SECRET, headers)).doesNotThrowAnyException();
            if (!signed.equals(NOW.toEpochMilli() + ".n." + BODY))
                assertThatThrownBy(() -> require(false, SECRET, headers)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void a_weaker_form_with_old_headers_is_stale_all_the_same() {
        var headers = new CallbackHeaders(Answers.hmac("a:b", SECRET), "1000", "n");
        assertThatThrownBy(() -> require(true, SECRET, headers)).hasMessageContaining("périmée");
    }

    @Test
    void without_a_secret_nothing_is_taken() {
        var headers = new CallbackHeaders(Answers.hmac(BODY, "x"), null, null);
        assertThatThrownBy(() -> require(true, null, headers)).isInstanceOfSatisfying(ProblemException.class,
                e -> org.assertj.core.api.Assertions.assertThat(e.type()).isEqualTo(ProblemType.SERVICE_UNAVAILABLE));
    }

    private static void require(boolean acceptV1, String secret, CallbackHeaders headers) {
        new CallbackSignature(new FixedConfig(acceptV1, Optional.ofNullable(secret)), Clock.fixed(NOW, ZoneOffset.UTC))
                .require(BODY.getBytes(StandardCharsets.UTF_8), headers, "a:b");
    }
}
