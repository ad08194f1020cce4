package com.oraclelumira.api.payments;

import java.time.Instant;
import java.util.ArrayList;

import jakarta.inject.Singleton;

import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

/**
 * Makes stored events due again: after a fault of ours was mended, or when in doubt. Replaying what was applied already
 * changes nothing, so too many is never wrong.
 */
@Singleton
public class Replays {
    /** Which events: every part that is given must match. {@code from} and {@code to} are times of receipt. */
    public record Selection(@Nullable String id, @Nullable String type, @Nullable String state, @Nullable Instant from,
            @Nullable Instant to) {

        /** Nothing given would mean everything: that must be said with a time range. */
        public boolean empty() {
            return id == null && type == null && state == null && from == null && to == null;
        }

        Bson filter() {
            var parts = new ArrayList<Bson>();
            if (id != null)
                parts.add(eq(id));
            if (type != null)
                parts.add(eq("type", type));
            if (state != null)
                parts.add(eq("state", InboxEvent.State.valueOf(state)));
            if (from != null)
                parts.add(gte("receivedAt", from));
            if (to != null)
                parts.add(lt("receivedAt", to));
            return and(parts);
        }
    }

    private final Inbox inbox;

    Replays(Inbox inbox) {
        this.inbox = inbox;
    }

    /** How many events a worker will now apply again; {@link IllegalArgumentException} for an empty selection. */
    public long replay(Selection selection) {
        if (selection.empty())
            throw new IllegalArgumentException("say which events: an id, a type, a state or a time range");
        return inbox.replay(selection.filter());
    }
}
