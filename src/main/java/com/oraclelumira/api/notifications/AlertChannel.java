package com.oraclelumira.api.notifications;

import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

/** Whether the team's chat would hear an alert, as far as that can be told without posting one. COM-5 */
@Singleton
public class AlertChannel {
    private final AlertChat chat;
    private final RaisedAlerts raised;

    AlertChannel(AlertChat chat, RaisedAlerts raised) {
        this.chat = chat;
        this.raised = raised;
    }

    /** How sure we are. */
    public enum Standing {
        /** The chat knows the webhook. */
        KNOWN,
        /** Somebody answers; this chat does not say without a post whether it knows the webhook. */
        UNCERTAIN,
        /** It does not know it, or nobody answers. */
        GONE
    }

    /** @param seen what was asked and answered */
    public record Look(Standing standing, String seen) {}

    /** @param reason why it was given up; empty when the chat took it */
    public record Settled(String name, Instant at, Optional<String> reason) {}

    public boolean configured() {
        return chat.configured();
    }

    /** Only when {@link #configured}: one call that posts nothing. */
    public Look look() {
        return chat.look();
    }

    /** The latest alert that is no longer on its way to the chat. */
    public Optional<Settled> latest() {
        return raised.latestSettled().map(
                alert -> new Settled(alert.name(), alert.lastAt(), Optional.ofNullable(alert.lastError())));
    }
}
