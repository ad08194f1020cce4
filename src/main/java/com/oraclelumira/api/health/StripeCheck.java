package com.oraclelumira.api.health;

import jakarta.inject.Singleton;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import com.oraclelumira.api.http.Timestamps;
import com.oraclelumira.api.payments.StripeStatus;

/** Stripe as we know it. Always up: orders can be read and webhooks stored while Stripe is away. */
@Wellness
@Singleton
class StripeCheck implements HealthCheck {
    private final StripeKnowledge stripe;
    private final StripeStatus status;

    StripeCheck(StripeKnowledge stripe, StripeStatus status) {
        this.stripe = stripe;
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("stripe").up().withData("configured", stripe.isConfigured())
                .withData("api", stripe.isRealStripe() ? "stripe" : "stand-in");
        status.lastCall().ifPresent(call -> answer.withData("lastOutcome", call.outcome())
                .withData("latencyMs", call.millis()).withData("lastCallAt", Timestamps.of(call.at())));
        return answer.build();
    }
}
