package com.oraclelumira.api.status;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of one day in Paris found. The id is the date in ISO form; {@code checks} counts minutes that were
 * looked at, {@code lastMinute} is the latest of them; {@code up} and {@code down} count them by the component's id.
 */
@MongoEntity(collection = "status_days")
public record StatusDay(@BsonId String day, Instant lastMinute, int checks, @Nullable Map<String, Integer> up,
        @Nullable Map<String, Integer> down) {

    LocalDate date() {
        return LocalDate.parse(day);
    }

    int up(Component component) {
        return up == null ? 0 : up.getOrDefault(component.id(), 0);
    }

    int down(Component component) {
        return down == null ? 0 : down.getOrDefault(component.id(), 0);
    }
}
