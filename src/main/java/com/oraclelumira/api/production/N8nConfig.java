package com.oraclelumira.api.production;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How we talk to n8n, and how it answers. */
@ConfigMapping(prefix = "lumira.n8n")
interface N8nConfig {
    Optional<URI> webhookUrl();

    Optional<String> webhookToken();

    Optional<String> callbackSecret();

    /** Whether v1's signatures count, which bind neither time nor content. */
    @WithDefault("false")
    boolean callbackAcceptV1();

    @WithDefault("2s")
    Duration connectTimeout();

    /** Below the claim on the obligation (30 s): raising it beyond hands jobs over twice. */
    @WithDefault("8s")
    Duration timeout();

    /** How far n8n's clock may be off. Longer than {@link CallbackNonces} remembers would let answers be replayed. */
    @WithDefault("5m")
    Duration callbackSkew();

    /** How long a job may stay unanswered. */
    @WithDefault("2h")
    Duration patience();

    /** How long a job is offered to an n8n that does not take it. */
    @WithDefault("1h")
    Duration offeredFor();
}
