package com.oraclelumira.api.notifications;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The team's chat. Without an address alerts are logged, counted and mailed, and nothing is kept of them. */
@ConfigMapping(prefix = "lumira.alerts")
interface AlertConfig {
    Optional<URI> webhookUrl();

    Optional<ChatKind> webhookKind();

    @WithDefault("3s")
    Duration connectTimeout();

    /** From the first byte to the last: far below the claim on a notice. */
    @WithDefault("8s")
    Duration timeout();
}
