package com.oraclelumira.api.payments;

import java.net.URI;

import com.stripe.net.ApiResource.RequestMethod;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Detour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The SDK's way out, without the framework's circuit breaker around it. */
class StripeTransportTest {
    @Test
    @Tag("SEC-1")
    void our_key_goes_nowhere_but_to_stripe_whatever_an_answer_points_at() {
        for (int status : new int[]{301, 302, 307})
            try (var detour = new Detour(status)) {
                var stripe = new StripeAccount("sk_test_of_a_detour", URI.create(detour.base())).transport();
                assertThatThrownBy(() -> stripe.call("events.list", RequestMethod.GET, "/v1/events", null))
                        .isInstanceOf(RuntimeException.class);
                assertThatThrownBy(() -> stripe.call("payment_intents.create", RequestMethod.POST,
                        "/v1/payment_intents", new FormBody("key").with("amount", 4700)))
                        .isInstanceOf(RuntimeException.class);
                assertThat(detour.asked()).containsExactly("GET", "POST");
                assertThat(detour.arrived()).as("with status " + status).isEmpty();
            }
    }
}
