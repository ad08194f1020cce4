package com.oraclelumira.api.status;

import java.time.Instant;
import java.util.List;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/** Something that went wrong, told to visitors in both languages. The first entry is its title. Nothing personal. */
@MongoEntity(collection = "incidents")
public record Incident(@BsonId String id, Instant openedAt, @Nullable Instant resolvedAt, List<String> components,
        List<Entry> entries) {

    /** What was said, and when. */
    public record Entry(Instant at, String fr, String en) {
        String in(Language language) {
            return language.say(fr, en);
        }
    }

    boolean open() {
        return resolvedAt == null;
    }
}
