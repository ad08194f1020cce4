package com.oraclelumira.api.desk;

import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for; whatever is no sensible number becomes one. {@code page} begins at 1. */
record Paging(int page, int limit) {
    private static final int MOST = 100;
    private static final int LAST_PAGE = 10_000;

    static Paging of(@Nullable String page, @Nullable String limit, int usual) {
        return of(page, limit, usual, MOST);
    }

    static Paging of(@Nullable String page, @Nullable String limit, int usual, int most) {
        return new Paging(Math.clamp(number(page, 1), 1, LAST_PAGE), Math.clamp(number(limit, usual), 1, most));
    }

    int skip() {
        return (page - 1) * limit;
    }

    PaginationView of(long count) {
        return new PaginationView(page, Math.ceilDiv(count, limit), count, limit);
    }

    /** As v1 says it: {@code total} pages, {@code count} entries altogether. */
    record PaginationView(int current, long total, long count, int limit) {}

    private static int number(@Nullable String text, int otherwise) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}
