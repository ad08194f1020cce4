package com.oraclelumira.api.status;

import java.util.Locale;

/** How a component is, as far as anybody here knows. */
public enum State {
    /** Nothing speaks against it. */
    UP,
    DOWN,
    /** Not set up, or not looked at yet. */
    UNKNOWN;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
