package com.oraclelumira.api.sanctuary;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How customers prove that an address is theirs (design §6). */
@ConfigMapping(prefix = "lumira.sign-in")
interface SignInConfig {
    /** What a bare address is worth. */
    enum Mode {
        /** Nothing: a purchase just made, or a mailed link, must prove it. */
        LINK,
        /** Everything, as in v1: an accepted risk for a migration period; anyone who knows an address reads its data. */
        EMAIL_ONLY
    }

    @WithDefault("link")
    Mode mode();

    /** How long after paying the buyer's network is proof enough. */
    @WithDefault("60m")
    Duration purchaseProof();

    /** How long a mailed link may be opened. */
    @WithDefault("15m")
    Duration linkLife();

    /** How long an opened link lets that network sign in. */
    @WithDefault("10m")
    Duration unlock();

    /** At most one mail per address in this time, because the UI repeats a refused sign-in by itself. */
    @WithDefault("2m")
    Duration betweenLinks();
}
