package com.oraclelumira.api.payments;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Condition;

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
    private final Condition faulty;
    private final boolean atStart;
    private volatile int faults = -1;

    StripeStartCheck(WebhookEndpoints endpoints, WebhookSignature signature, Alerts alerts, MeterRegistry metrics,
            @ConfigProperty(name = "lumira.public-url") URI publicUrl,
            @ConfigProperty(name = "lumira.endpoint-check.at-start") boolean atStart, Clock clock) {
        this.endpoints = endpoints;
        this.signature = signature;
        this.host = publicUrl.getHost();
        this.atStart = atStart;
        this.faulty = new Condition(alerts, "StripeEndpointFaulty", "endpoint", Duration.ZERO, clock);
        metrics.gauge("lumira.stripe.endpoint.faults", this, check -> check.faults);
    }

    void onStart(@Observes StartupEvent event) {
        if (!atStart)
            return;
        Thread.ofVirtual().name("stripe-start-check").start(this::check);
        for (int i = 0; i < WARM_UP_ROUNDS; i++)
            signature.signed("{}".getBytes(StandardCharsets.UTF_8), "t=1,v1=00");
    }

    /** Somebody may change the endpoint in the dashboard at any time, and Stripe switches off one that failed for days. */
    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        try {
            var found = endpoints.faults(host);
            found.forEach(fault -> Log.warnf("stripe.endpoint_fault %s (see docs/runbook/stripe.md)", fault));
            faults = found.size();
            faulty.is(faults > 0, "Our webhook endpoint at Stripe is not as it must be: " + String.join("; ", found));
        } catch (RuntimeException e) {
            Log.warnf("stripe.endpoint_unchecked reason=%s", e.getMessage());
        }
    }
}
