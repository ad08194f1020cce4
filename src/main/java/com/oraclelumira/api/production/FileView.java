package com.oraclelumira.api.production;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Photo;

/** A photo of the intake as the desk and n8n get it (contract §3.3); {@code url} works for a quarter of an hour. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileView(String name, @Nullable String url, String key, String contentType, long size, String type,
        Instant uploadedAt) {

    static FileView of(Photo photo, @Nullable String url) {
        var name = photo.name() == null ? photo.key().substring(photo.key().lastIndexOf('/') + 1) : photo.name();
        return new FileView(name, url, photo.key(), photo.contentType(), photo.sizeBytes(), photo.type(),
                photo.uploadedAt());
    }
}
