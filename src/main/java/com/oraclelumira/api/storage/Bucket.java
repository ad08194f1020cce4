package com.oraclelumira.api.storage;

/** Our two private buckets. */
public enum Bucket {
    /** Customers' photos, and what else is kept for them: keys {@code uploads/…}. */
    UPLOADS,
    /** The finished readings: keys {@code lectures/…}, and v1's {@code *.pdf}. */
    LECTURES
}
