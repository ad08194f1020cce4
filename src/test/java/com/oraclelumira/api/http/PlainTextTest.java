package com.oraclelumira.api.http;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

@Tag("SEC-9")
class PlainTextTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({"a letter and its accent become one character,e\u0301,\u00e9",
            "a Korean syllable in pieces is put together,\u1112\u1161\u11ab,\ud55c",
            "zero width,An\u200bna\u200d\u2060\ufeff,Anna", "turned around,An\u202ena\u2066,Anna",
            "control characters,A\u0000nn\u001ba\u0085,Anna", "half a character,Ann\ud800a,Anna",
            "a soft hyphen,An\u00adna,Anna", "tags that nobody sees,An\udb40\udc41na,Anna",
            "spaces around,\u2003Anna\u00a0 ,Anna\u00a0", "an end of line of Unicode's,An\u2028na,An na"})
    void what_looks_the_same_is_the_same(String what, String typed, String kept) {
        assertThat(PlainText.bounded(typed, 50, "Le nom")).as(what).isEqualTo(kept);
    }

    @Test
    void names_of_all_languages_stay_as_they_are() {
        for (var name : new String[]{"Zoë", "O'Brien", "Jean-Noël", "李小龍", "Мария", "محمد", "Ngọc Trâm", "👩 Léa"})
            assertThat(PlainText.bounded(name, 50, "Le nom")).isEqualTo(name);
    }

    @Test
    void only_a_text_of_lines_keeps_its_lines() {
        assertThat(PlainText.bounded("a\nb\tc", 50, "Le nom")).isEqualTo("abc");
        assertThat(PlainText.boundedLines("a\nb\tc\u2029d\r", 50, "Le texte")).isEqualTo("a\nb\tc\nd");
    }

    @Test
    void length_counts_what_is_kept() {
        assertThat(PlainText.bounded("e\u0301".repeat(50), 50, "Le nom")).hasSize(50);
        assertThatThrownBy(() -> PlainText.bounded("é".repeat(51), 50, "Le nom")).isInstanceOf(ProblemException.class)
                .hasMessage("Le nom est trop long.");
        assertThat(PlainText.bounded(null, 50, "Le nom")).isNull();
    }

    /** Two kinds of mark that change places, half a million of each: without the limit this takes minutes. */
    @Test
    void marks_heaped_on_one_letter_cost_no_time() {
        var heap = "e" + "\u0301".repeat(250_000) + "\u0323".repeat(250_000);
        assertTimeout(Duration.ofSeconds(5),
                () -> assertThat(PlainText.bounded(heap, 100, "Le nom")).hasSizeLessThan(40));
        var many = new StringBuilder();
        IntStream.range(0, 5_000).forEach(n -> many.append("e").append("\u0301\u0323".repeat(20)));
        assertTimeout(Duration.ofSeconds(5), () -> PlainText.bounded(many.toString(), 1_000_000, "Le nom"));
    }
}
