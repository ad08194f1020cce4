package com.oraclelumira.api.notifications;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who we are in a mailbox. Without a host nothing is sent: mails stay in the outbox and go out once one is set. */
@ConfigMapping(prefix = "lumira.mail")
interface MailConfig {
    Optional<String> host();

    Optional<String> from();

    /** Where customers write to. */
    Optional<String> support();

    /** A server that says nothing must not hold up the other mails; far below the outbox's claim. */
    @WithDefault("15s")
    Duration patience();
}
