package com.oraclelumira.api.http;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.security.SecretTokens;

import static org.assertj.core.api.Assertions.assertThat;

class OneLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"a\nERROR forged", "a\r\nb", "a\u2028b", "a\u0085b", "a\u001b[31mb", "a\0b", "a\u2029b",
            "a\u202eb", "a\u200bb", "a\ufeffb", "a\ud800b"})
    void what_a_stranger_sent_cannot_begin_a_line_of_its_own(String text) {
        assertThat(OneLine.of(text)).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u2028\\u2029\\u0085]")
                .startsWith("a_");
    }

    @Test
    void it_is_cut_and_never_null() {
        assertThat(OneLine.of("x".repeat(5000))).hasSizeLessThan(250);
        assertThat(OneLine.of(null)).isEqualTo("-");
        assertThat(OneLine.of("/api/orders/é")).isEqualTo("/api/orders/é");
    }

    @Test
    @Tag("SEC-1")
    void a_path_shows_ids_and_no_link_s_secret() {
        var token = SecretTokens.next();
        assertThat(OneLine.path("/api/users/auth/link/" + token)).isEqualTo("/api/users/auth/link/***");
        assertThat(OneLine.path("/api/orders/pi_3Q0123456789abcdefABCDEF/x\ny"))
                .isEqualTo("/api/orders/pi_3Q0123456789abcdefABCDEF/x_y");
        assertThat(OneLine.path(null)).isEqualTo("-");
    }
}
