package com.oraclelumira.api.production;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of our own for what is built by hand. */
record FixedConfig(boolean callbackAcceptV1, Optional<String> callbackSecret) implements N8nConfig {
    @Override
    public Optional<URI> webhookUrl() {
        return Optional.empty();
    }

    @Override
    public Optional<String> webhookToken() {
        return Optional.empty();
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration callbackSkew() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Duration patience() {
        return Duration.ofHours(2);
    }

    @Override
    public Duration offeredFor() {
        return Duration.ofHours(1);
    }
}
