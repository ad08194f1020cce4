package com.oraclelumira.api.health;

import java.net.URI;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What is known about Stripe without asking Stripe: a stranger who polls the health pages spends none of our calls, as he
 * could with v1. The outcome of the last real call belongs here too.
 */
@Singleton
public class StripeKnowledge {
    private final boolean configured;
    private final boolean realStripe;

    StripeKnowledge(@ConfigProperty(name = "lumira.stripe.secret-key") Optional<String> secretKey,
            @ConfigProperty(name = "lumira.stripe.api-base") URI apiBase) {
        this.configured = secretKey.isPresent();
        this.realStripe = "api.stripe.com".equals(apiBase.getHost());
    }

    public boolean isConfigured() {
        return configured;
    }

    /** Whether calls go to Stripe itself and not to a stand-in. */
    boolean isRealStripe() {
        return realStripe;
    }
}
