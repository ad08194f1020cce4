package com.oraclelumira.api.uploads;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A photo that we let somebody send, under a key that only she knows. {@code sentAs} is the content type that the
 * signature demands. It belongs to one order, or one account, or both together, from {@code claimedAt} on;
 * {@code sweptAt}: nobody may claim it any more. {@code sweepAt} is when the sweep looks at it next; absent when there
 * is nothing left to do.
 *
 * <p>What she sends lies where she may write again while her signature lasts. At the first submission it is copied, once,
 * to a key that nobody was ever let write to: from then on the photo is that copy ({@code kept}).
 */
@MongoEntity(collection = "uploads")
public record Upload(@BsonId String key, PhotoType type, String sentAs, Instant createdAt, @Nullable ObjectId orderId,
        @Nullable ObjectId userId, @Nullable Instant claimedAt, @Nullable Kept kept, @Nullable Instant sweptAt,
        @Nullable Instant sweepAt) {
    private static final String SENT = "uploads/";
    private static final String COPIES = "uploads/kept/";

    /** The copy: an image by its bytes. */
    public record Kept(ImageType image, long sizeBytes, Instant keptAt) {}

    /** Where the copy lies, if there is one. */
    String keptKey() {
        return COPIES + key.substring(SENT.length());
    }

    /** Where the photo lies now. */
    String currentKey() {
        return kept == null ? key : keptKey();
    }

    /** The key under which it was sent, of this key or of its copy's. */
    static String sentKey(String key) {
        return key.startsWith(COPIES) ? SENT + key.substring(COPIES.length()) : key;
    }
}
