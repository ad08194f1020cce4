package com.oraclelumira.api.legacy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** One of v1's documents. Its schema let much through over the years: a value of another type counts as absent. */
record V1Document(Document raw) {
    static final V1Document NONE = new V1Document(new Document());

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    ObjectId id() {
        return raw.getObjectId("_id");
    }

    /** Null when there is none, and when it is blank. */
    @Nullable
    String text(String field) {
        return raw.get(field) instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    String text(String field, String otherwise) {
        var text = text(field);
        return text == null ? otherwise : text;
    }

    @Nullable
    Instant instant(String field) {
        return switch (raw.get(field)) {
            case Date date -> date.toInstant();
            case String text -> parsed(text);
            case null, default -> null;
        };
    }

    private static @Nullable Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A date without a time, {@code yyyy-MM-dd}: v1 kept a midnight in UTC, or the text. */
    @Nullable
    String day(String field) {
        return raw.get(field) instanceof Date date ? DAY.format(date.toInstant()) : text(field);
    }

    @Nullable
    Long number(String field) {
        return raw.get(field) instanceof Number number ? number.longValue() : null;
    }

    boolean flag(String field, boolean otherwise) {
        return raw.get(field) instanceof Boolean flag ? flag : otherwise;
    }

    /** An id, also where v1 wrote it as text. */
    Optional<ObjectId> reference(String field) {
        return switch (raw.get(field)) {
            case ObjectId id -> Optional.of(id);
            case String text when ObjectId.isValid(text) -> Optional.of(new ObjectId(text));
            case null, default -> Optional.empty();
        };
    }

    V1Document inner(String field) {
        return raw.get(field) instanceof Document inner ? new V1Document(inner) : NONE;
    }

    List<V1Document> list(String field) {
        return raw.get(field) instanceof List<?> list
                ? list.stream().filter(Document.class::isInstance).map(Document.class::cast).map(V1Document::new)
                        .toList()
                : List.of();
    }

    boolean has(String field) {
        return raw.get(field) != null;
    }

    /** What is left once these fields have found a place; null when that is nothing. */
    @Nullable
    Document without(Set<String> placed) {
        var rest = new Document(raw);
        rest.keySet().removeAll(placed);
        rest.keySet().removeIf(field -> rest.get(field) == null);
        return rest.isEmpty() ? null : rest;
    }

    /** The key of an uploaded object, from v1's address of it or from the key itself; null for anything else. */
    static @Nullable String uploadKey(@Nullable String address) {
        int start = address == null ? -1 : address.indexOf("uploads/");
        if (start < 0)
            return null;
        var path = address.substring(start).split("[?#]", 2)[0];
        return address.contains("://") ? decoded(path) : path;
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
