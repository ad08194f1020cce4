package com.oraclelumira.api.payments;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How we talk to Stripe. The two time-outs and the one retry together keep a checkout below ten seconds. */
@ConfigMapping(prefix = "lumira.stripe")
interface StripeConfig {
    /** {@code sk_…} or {@code rk_…}; its prefix decides which mode's objects are ours. */
    String secretKey();

    /** What the browser needs to mount Stripe's form; the frontends bring their own today. */
    Optional<String> publishableKey();

    /** Every secret that may have signed a delivery: several endpoints, or one being rotated. */
    List<String> webhookSecrets();

    /** Another base than Stripe's only outside production (the sandbox). */
    URI apiBase();

    /** Raising it lets a dead network hold a customer longer. */
    @WithDefault("1s")
    Duration connectTimeout();

    /** Slower answers are asked for again under the same key, so nothing is doubled, only later. */
    @WithDefault("3500ms")
    Duration readTimeout();

    default boolean livemode() {
        return secretKey().startsWith("sk_live_") || secretKey().startsWith("rk_live_");
    }
}
