package com.oraclelumira.api.store;

import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.FindIterable;

/** Lists that are worth nothing unless they are complete, such as all that we keep about a person. */
public final class Complete {
    /** Some tens of megabytes of orders; a hundred times what the most faithful customer has. */
    private static final int MOST = 10_000;

    private Complete() {}

    /** All that is found. Rather fails than cuts off: with more than ten thousand, its caller must go by parts. */
    public static <T> List<T> list(FindIterable<T> found) {
        var all = found.limit(MOST + 1).into(new ArrayList<>());
        if (all.size() > MOST)
            throw new IllegalStateException("more than " + MOST + " documents where that was thought impossible");
        return all;
    }
}
