package com.oraclelumira.api.payments;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;

/** Shows whether calls to Stripe are being refused here because too many failed: 1 until one was let through and worked. */
@Singleton
@Startup
class StripeBreaker {
    StripeBreaker(CircuitBreakerMaintenance breakers, MeterRegistry metrics) {
        metrics.gauge("lumira.stripe.breaker.open", breakers,
                all -> all.currentState(StripeTransport.BREAKER) == CircuitBreakerState.CLOSED ? 0 : 1);
    }
}
