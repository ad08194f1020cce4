package com.oraclelumira.api.store;

import java.util.List;

import org.bson.BsonDocument;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/**
 * Conditions on different fields that must all hold, as one flat document. The driver's {@code Filters.and} wraps them in
 * {@code $and}: the same to a MongoDB server, but the embedded one then looks at every document instead of at its index.
 */
public final class Conditions {
    private Conditions() {}

    /** Refuses a field that is named twice: the second condition would silently replace the first. */
    public static Bson all(Bson... conditions) {
        return new All(List.of(conditions));
    }

    private record All(List<Bson> conditions) implements Bson {
        @Override
        public <T> BsonDocument toBsonDocument(Class<T> documentClass, CodecRegistry codecs) {
            var flat = new BsonDocument();
            for (var condition : conditions)
                condition.toBsonDocument(documentClass, codecs).forEach((field, value) -> {
                    if (flat.put(field, value) != null)
                        throw new IllegalArgumentException("two conditions on " + field);
                });
            return flat;
        }
    }
}
