package com.oraclelumira.api.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoServerException;

/** Recognises MongoDB's duplicate-key errors (11000), whichever command ran into them. */
public final class Duplicates {
    private Duplicates() {}

    public static boolean isDuplicate(MongoServerException e) {
        return ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    /** The name of the violated index appears in the server's message; ours are named after their field. */
    public static boolean isDuplicateOf(MongoServerException e, String indexName) {
        return isDuplicate(e) && e.getMessage().contains(indexName);
    }
}
