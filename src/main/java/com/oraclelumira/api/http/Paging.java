package com.oraclelumira.api.http;

import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for; what is too small or too large becomes what is not. {@code page} begins at 1. */
public record Paging(int page, int limit) {
    private static final int MOST = 100;
    private static final int LAST_PAGE = 10_000;

    public static Paging of(@Nullable Integer page, @Nullable Integer limit, int usual) {
        return of(page, limit, usual, MOST);
    }

    public static Paging of(@Nullable Integer page, @Nullable Integer limit, int usual, int most) {
        return new Paging(bounded(page, 1, LAST_PAGE), bounded(limit, usual, most));
    }

    public int skip() {
        return (page - 1) * limit;
    }

    public PaginationView of(long count) {
        return new PaginationView(page, Math.ceilDiv(count, limit), count, limit);
    }

    /** As v1 says it: {@code total} pages, {@code count} entries altogether. */
    public record PaginationView(int current, long total, long count, int limit) {}

    private static int bounded(@Nullable Integer asked, int usual, int most) {
        return Math.clamp(asked == null ? usual : asked, 1, most);
    }
}
