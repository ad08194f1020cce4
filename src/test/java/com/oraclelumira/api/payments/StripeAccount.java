package com.oraclelumira.api.payments;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import com.oraclelumira.api.tracing.Untraced;

/** An account with this key, at this address. */
public record StripeAccount(String secretKey, URI apiBase) implements StripeConfig {
    @Override
    public Optional<String> publishableKey() {
        return Optional.empty();
    }

    @Override
    public List<String> webhookSecrets() {
        return List.of();
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration readTimeout() {
        return Duration.ofSeconds(5);
    }

    StripeTransport transport() {
        return new StripeTransport(this, new ObjectMapper(), new SimpleMeterRegistry(),
                new StripeStatus(Clock.systemUTC()), Untraced.TRACES);
    }

    public TestPayments payments() {
        return new TestPayments(this, transport(),
                new Inbox(null, new SimpleMeterRegistry(), Clock.systemUTC()));
    }
}
