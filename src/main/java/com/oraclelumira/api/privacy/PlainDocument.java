package com.oraclelumira.api.privacy;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.bson.Document;
import org.bson.types.ObjectId;

/** A stored document as any JSON reader understands it: ids as hexadecimal text, times as instants. */
final class PlainDocument {
    private PlainDocument() {}

    static Map<String, Object> of(Document document) {
        var plain = new LinkedHashMap<String, Object>();
        document.forEach((name, value) -> {
            if (value != null)
                plain.put(name, value(value));
        });
        return plain;
    }

    private static Object value(Object value) {
        return switch (value) {
            case Document inner -> of(inner);
            case List<?> list -> list.stream().filter(java.util.Objects::nonNull).map(PlainDocument::value).toList();
            case ObjectId id -> id.toHexString();
            case Date date -> date.toInstant();
            default -> value;
        };
    }
}
