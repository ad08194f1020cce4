package com.oraclelumira.api.uploads;

import org.jspecify.annotations.Nullable;

/** M13. {@code contentType} is what the browser will send with the photo. */
record PresignRequest(@Nullable String type, @Nullable String contentType, @Nullable String originalName) {}
