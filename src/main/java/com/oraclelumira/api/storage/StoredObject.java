package com.oraclelumira.api.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * What the store says of an object that is there. {@code beginning} are its first bytes, as many as there are up to
 * {@link #BEGINNING}, each as the character of the same number (ISO 8859-1).
 */
public record StoredObject(long sizeBytes, String contentType, String etag, String beginning) {
    static final int BEGINNING = 64;
    /** A range of nothing is refused without a word about the object. */
    static final StoredObject EMPTY = new StoredObject(0, "", "", "");

    static StoredObject of(GetObjectResponse answer, AbortableInputStream body) throws IOException {
        var beginning = new String(body.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
        if (answer.contentRange() == null)
            body.abort(); // a server that knows no ranges would send all of it
        return new StoredObject(size(answer), Objects.requireNonNullElse(answer.contentType(), ""), answer.eTag(),
                beginning);
    }

    /** Of the whole object: {@code bytes 0-63/12345} (RFC 9110 §14.4). */
    private static long size(GetObjectResponse answer) {
        var range = answer.contentRange();
        return range == null ? answer.contentLength() : Long.parseLong(range.substring(range.indexOf('/') + 1));
    }
}
