package com.oraclelumira.api.ops;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.payments.Replays;

/** {@code replay --id evt_… | --type … --state DEAD --from 2026-11-22T10:00:00Z --to …}: the running service does the work. */
@Singleton
class ReplayCommand implements OperatorCommand {
    private final Replays replays;

    ReplayCommand(Replays replays) {
        this.replays = replays;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        var selection = new Replays.Selection(options.get("id"), options.get("type"), options.get("state"),
                time(options.get("from")), time(options.get("to")));
        return List.of(replays.replay(selection) + " events are due again; the running service applies them.");
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("a time is written like 2026-11-22T10:00:00Z", e);
        }
    }
}
