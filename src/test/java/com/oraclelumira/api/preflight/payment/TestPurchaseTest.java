package com.oraclelumira.api.preflight.payment;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.payments.StripeAccount;
import com.oraclelumira.api.preflight.Result;
import com.oraclelumira.api.testing.Detour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("PAY-6")
class TestPurchaseTest {
    @Test
    @Tag("PAY-1")
    void with_a_live_key_nothing_is_bought_and_nobody_asked() throws IOException {
        try (var shop = new Detour(307); var stripe = new Detour(307)) {
            var payments = new StripeAccount("rk_live_of_nobody", URI.create(stripe.base())).payments();
            var lines = new ArrayList<String>();
            var examination = new TestPurchase(payments, List.of("https://oraclelumira.com"), "unknown",
                    Clock.systemUTC())
                    .make(new TestPurchase.Wish(URI.create(shop.base()), "equipe+preflight@example.com",
                            Optional.empty(), Duration.ofSeconds(5)), lines::add);
            assertThat(examination.isGo()).isFalse();
            assertThat(examination.results()).extracting(Result::id).containsExactly("payment-key");
            assertThat(examination.results().getFirst().found()).contains("live key").doesNotContain("rk_live_");
            assertThat(lines).hasSize(1);
            assertThatThrownBy(() -> payments.pay("pi_1", URI.create("https://x.test")))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> payments.refund("pi_1")).isInstanceOf(IllegalStateException.class);
            assertThat(shop.asked()).isEmpty();
            assertThat(stripe.asked()).isEmpty();
        }
    }

    @Test
    void a_shop_that_leads_elsewhere_is_not_followed() throws IOException {
        try (var shop = new Detour(307);
                var front = new Storefront(URI.create(shop.base()), "https://oraclelumira.com", Optional.empty())) {
            var reply = front.checkout("mystique", "a@example.com");
            assertThat(reply.status()).isEqualTo(307);
            assertThat(reply.text("orderId")).isEmpty();
            assertThat(shop.arrived()).isEmpty();
        }
    }

    @Test
    void a_step_that_does_not_get_through_is_red_and_told_at_once() {
        var lines = new ArrayList<String>();
        var steps = new Steps(lines::add);
        assertThat(steps.take("a-step", "A thing should be.", "stripe.md", () -> {
            throw new IOException("no answer");
        })).isFalse();
        assertThat(steps.results()).singleElement().satisfies(result -> {
            assertThat(result.found()).contains("no answer");
            assertThat(result.lines()).containsExactly("PAY-6", "GO-1");
        });
        assertThat(lines).singleElement().asString().startsWith("✘ A thing should be.");
    }
}
