package com.oraclelumira.api.uploads;

/** M13. {@code expiresIn} in seconds; {@code publicUrl} opens nothing until it is signed. */
record PresignView(String key, String uploadUrl, String publicUrl, String contentType, long expiresIn) {}
