package com.oraclelumira.api.desk;

import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for; what is too small or too large becomes what is not. {@code page} begins at 1. */
record Paging(int page, int limit) {
    private static final int MOST = 100;
    private static final int LAST_PAGE = 10_000;

    static Paging of(@Nullable Integer page, @Nullable Integer limit, int usual) {
        return of(page, limit, usual, MOST);
    }

    static Paging of(@Nullable Integer page, @Nullable Integer limit, int usual, int most) {
        return new Paging(bounded(page, 1, LAST_PAGE), bounded(limit, usual, most));
    }

    int skip() {
        return (page - 1) * limit;
    }

    PaginationView of(long count) {
        return new PaginationView(page, Math.ceilDiv(count, limit), count, limit);
    }

    /** As v1 says it: {@code total} pages, {@code count} entries altogether. */
    record PaginationView(int current, long total, long count, int limit) {}

    private static int bounded(@Nullable Integer asked, int usual, int most) {
        return Math.clamp(asked == null ? usual : asked, 1, most);
    }
}
