package com.oraclelumira.api.orders;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A photo of the intake, as it lies in the private bucket. {@code type} is {@code face_photo} or {@code palm_photo};
 * {@code sizeBytes} and {@code contentType} are the stored object's own, not what a browser claimed.
 */
public record Photo(String type, String key, String contentType, long sizeBytes, @Nullable String name,
        Instant uploadedAt) {}
