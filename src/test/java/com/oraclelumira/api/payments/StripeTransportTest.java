package com.oraclelumira.api.payments;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.net.ApiResource.RequestMethod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Detour;
import com.oraclelumira.api.tracing.Untraced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The SDK's way out, without the framework's circuit breaker around it. */
class StripeTransportTest {
    @Test
    @Tag("SEC-1")
    void our_key_goes_nowhere_but_to_stripe_whatever_an_answer_points_at() {
        for (int status : new int[]{301, 302, 307})
            try (var detour = new Detour(status)) {
                var stripe = new StripeTransport(at(detour.base()), new ObjectMapper(), new SimpleMeterRegistry(),
                        new StripeStatus(Clock.systemUTC()), Untraced.TRACES);
                assertThatThrownBy(() -> stripe.call("events.list", RequestMethod.GET, "/v1/events", null))
                        .isInstanceOf(RuntimeException.class);
                assertThatThrownBy(() -> stripe.call("payment_intents.create", RequestMethod.POST,
                        "/v1/payment_intents", new FormBody("key").with("amount", 4700)))
                        .isInstanceOf(RuntimeException.class);
                assertThat(detour.asked()).containsExactly("GET", "POST");
                assertThat(detour.arrived()).as("with status " + status).isEmpty();
            }
    }

    private static StripeConfig at(String base) {
        return new StripeConfig() {
            @Override
            public String secretKey() {
                return "sk_test_of_a_detour";
            }

            @Override
            public Optional<String> publishableKey() {
                return Optional.empty();
            }

            @Override
            public List<String> webhookSecrets() {
                return List.of();
            }

            @Override
            public URI apiBase() {
                return URI.create(base);
            }

            @Override
            public Duration connectTimeout() {
                return Duration.ofSeconds(5);
            }

            @Override
            public Duration readTimeout() {
                return Duration.ofSeconds(5);
            }
        };
    }
}
