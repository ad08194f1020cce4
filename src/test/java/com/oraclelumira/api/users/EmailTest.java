package com.oraclelumira.api.users;

import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
