package com.oraclelumira.api.storage;

/** One object in one of our buckets; it need not exist. Made from a stranger's text only by {@link ObjectStore#parse}. */
public record ObjectRef(Bucket bucket, String key) {}
