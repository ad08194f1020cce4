package com.oraclelumira.api.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OneLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"a\nERROR forged", "a\r\nb", "a\u2028b", "a\u0085b", "a\u001b[31mb", "a\0b"})
    void what_a_stranger_sent_cannot_begin_a_line_of_its_own(String text) {
        assertThat(OneLine.of(text)).doesNotContainPattern("[\\p{Cntrl}\\u2028\\u0085]").startsWith("a_");
    }

    @Test
    void it_is_cut_and_never_null() {
        assertThat(OneLine.of("x".repeat(5000))).hasSizeLessThan(250);
        assertThat(OneLine.of(null)).isEqualTo("-");
        assertThat(OneLine.of("/api/orders/é")).isEqualTo("/api/orders/é");
    }
}
