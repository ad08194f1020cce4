package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Condition;

/** Shows whether calls to Stripe are being refused here because too many failed: until one was let through and worked. */
@Singleton
class StripeBreaker {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CircuitBreakerMaintenance breakers;
    private final Condition away;

    StripeBreaker(CircuitBreakerMaintenance breakers, Alerts alerts, MeterRegistry metrics, Clock clock) {
        this.breakers = breakers;
        this.away = new Condition(alerts, "StripeAway", "stripe", PATIENCE, clock);
        metrics.gauge("lumira.stripe.breaker.open", this, breaker -> breaker.isOpen() ? 1 : 0);
    }

    private boolean isOpen() {
        return breakers.currentState(StripeTransport.BREAKER) != CircuitBreakerState.CLOSED;
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            away.is(isOpen(), "Calls to Stripe have failed for minutes: nobody can check out.");
        } catch (MongoException e) {
            Log.warnf("alert.postponed name=StripeAway reason=%s", e.getClass().getSimpleName());
        }
    }
}
