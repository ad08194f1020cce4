package com.oraclelumira.api.users;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmailTest {
    @ParameterizedTest
    @ValueSource(strings = {"name+tag@example.com", "a@exemple.info", "a@ville.paris", "a@x.photography",
            "o'brien@example.ie",
            "prénom@example.fr", "a@münchen.de", "very.common@example.co.uk", "x_y-z@sub.domain.example"})
    void accepts_addresses_that_v1_lost_paying_customers_with(String address) {
        assertThat(Email.parse(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "@", "a@", "@b.fr", "a@b", "a b@c.fr", "a@b..fr", ".a@b.fr", "a.@b.fr",
            "a..b@c.fr",
            "a@-b.fr", "a@b-.fr", "a@1.2.3.4", "a@b.fr\r\nBcc: c@d.fr", "a@b.fr,c@d.fr", "<a@b.fr>", "a@[127.0.0.1]"})
    void refuses_what_cannot_receive_mail(String address) {
        assertThat(Email.parse(address)).isEmpty();
    }

    @Test
    void is_trimmed_and_in_lower_case() {
        assertThat(Email.parse("  Free@Example.COM ").orElseThrow().value()).isEqualTo("free@example.com");
    }

    @ParameterizedTest
    @CsvSource({"a@xn--mnchen-3ya.de,a@münchen.de", "a@MÜNCHEN.de,a@münchen.de", "ａｎｎａ＠example.com,anna@example.com",
            "pre\u0301nom@example.fr,prénom@example.fr", "\u212aim@example.com,kim@example.com",
            "李小龍@例え.jp,李小龍@例え.jp"})
    void one_mailbox_has_one_spelling(String typed, String kept) {
        var email = Email.parse(typed).orElseThrow();
        assertThat(email.value()).isEqualTo(kept);
        assertThat(Email.parse(kept)).contains(email);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0430nna@example.com", "anna@ex\u0430mple.com", "an\u200bna@example.com",
            "anna\u202e@example.com", "anna@example\u3002com", "anna@stra\u00dfe.de", "anna@\u03c3\u03c2.gr",
            "anna@exa\u00admple.com", "an\u0000na@example.com", "anna@example.com\u0000"})
    void an_address_that_only_looks_like_another_is_refused(String address) {
        assertThat(Email.parse(address)).isEmpty();
    }

    @Test
    void sixty_four_kibibytes_are_judged_at_once_wherever_the_trap_is() {
        for (var trap : List.of("a".repeat(65_536), "a@" + "a.".repeat(32_767), "a.".repeat(32_767) + "@b.fr",
                "@".repeat(65_536), "a@" + "xn--".repeat(16_383), "\u0301".repeat(65_536) + "@b.fr",
                "\ufdfa".repeat(254)))
            org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(1),
                    () -> assertThat(Email.parse(trap)).isEmpty());
    }

    @Test
    @Tag("SEC-8")
    @Tag("defect-12")
    void a_hostile_address_costs_no_time() {
        var hostile = "a".repeat(200_000) + "!".repeat(200_000);
        org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(1), () -> Email.parse(hostile));
        assertThat(Email.parse(hostile)).isEmpty();
    }

    @Test
    @Tag("defect-17")
    void never_appears_in_a_log_line() {
        assertThat(Email.parse("a@b.fr").orElseThrow()).hasToString("[e-mail]");
    }
}
