package com.oraclelumira.api.preflight.golive;

/** Git revisions, whole or begun. */
final class Commits {
    private static final int SURE = 7;
    private static final int BRIEF = 12;

    private Commits() {}

    /** One may be the other's beginning, of seven digits or more. */
    static boolean same(String one, String other) {
        if (!one.matches("[0-9a-f]{" + SURE + ",64}") || !other.matches("[0-9a-f]{" + SURE + ",64}"))
            return false;
        return one.startsWith(other) || other.startsWith(one);
    }

    static String brief(String commit) {
        return commit.length() <= BRIEF || !commit.matches("[0-9a-f]+") ? commit : commit.substring(0, BRIEF);
    }
}
