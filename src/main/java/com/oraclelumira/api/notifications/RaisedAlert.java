package com.oraclelumira.api.notifications;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person was told of, once for all instances: the id is name and key. {@code nextAt} is when the chat
 * is due to hear of it, or the end of the present attempt; absent once it has, or was given up. {@code overAt} is absent
 * as long as it goes on.
 */
@MongoEntity(collection = "alerts")
public record RaisedAlert(@BsonId String id, String name, String sentence, int times, Instant raisedAt, Instant lastAt,
        @Nullable Instant overAt, @Nullable Instant nextAt, int attempts, @Nullable String lastError) {

    static RaisedAlert first(String id, String name, String sentence, Instant now) {
        return new RaisedAlert(id, name, sentence, 1, now, now, null, now, 0, null);
    }

    ChatNotice notice(String environment) {
        return new ChatNotice(environment, name, sentence, overAt != null, times, raisedAt);
    }
}
