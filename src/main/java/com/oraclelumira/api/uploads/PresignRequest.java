package com.oraclelumira.api.uploads;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** M13. {@code contentType} is what the browser will send with the photo. */
record PresignRequest(@Schema(required = true) @Nullable String type,
        @Schema(required = true) @Nullable String contentType, @Nullable String originalName) {}
