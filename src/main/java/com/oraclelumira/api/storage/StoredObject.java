package com.oraclelumira.api.storage;

/** What the store says of an object that is there. */
public record StoredObject(long sizeBytes, String contentType, String etag) {}
