package com.oraclelumira.api.payments;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Before the first customer: warms up the webhook's path (the SDK's first verification takes up to a second on a small
 * machine), and asks Stripe, aside, whether our endpoint is as we need it, which warms up the path to Stripe as well. A
 * warning and a metric, never a refusal, and nothing that a start would wait for.
 */
@Singleton
class StripeStartCheck {
    private static final int WARM_UP_ROUNDS = 20;

    private final WebhookEndpoints endpoints;
    private final WebhookSignature signature;
    private final String host;
    private volatile int faults = -1;

    StripeStartCheck(WebhookEndpoints endpoints, WebhookSignature signature, MeterRegistry metrics,
            @ConfigProperty(name = "lumira.public-url") URI publicUrl) {
        this.endpoints = endpoints;
        this.signature = signature;
        this.host = publicUrl.getHost();
        metrics.gauge("lumira.stripe.endpoint.faults", this, check -> check.faults);
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("stripe-start-check").start(this::check);
        for (int i = 0; i < WARM_UP_ROUNDS; i++)
            signature.signed("{}".getBytes(StandardCharsets.UTF_8), "t=1,v1=00");
    }

    void check() {
        try {
            var found = endpoints.faults(host);
            found.forEach(fault -> Log.warnf("stripe.endpoint_fault %s (see docs/runbook/stripe.md)", fault));
            faults = found.size();
        } catch (RuntimeException e) {
            Log.warnf("stripe.endpoint_unchecked reason=%s", e.getMessage());
        }
    }
}
