package com.oraclelumira.api.experts;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;

/** Wrong passwords for one account from one network. The id is a hash of both; forgotten {@code until}. */
@MongoEntity(collection = "login_attempts")
public record LoginAttempt(@BsonId String id, int failures, Instant until) {}
