package com.oraclelumira.api.preflight;

/** What went wrong, for a finding. */
public final class Failures {
    private Failures() {}

    /** The kind and the first line of the message of what lies at the bottom, or nearest to it where that says nothing. */
    public static String say(Throwable failure) {
        var bottom = failure;
        var telling = failure;
        while (bottom.getCause() != null && bottom.getCause() != bottom) {
            bottom = bottom.getCause();
            telling = bottom.getMessage() == null ? telling : bottom;
        }
        bottom = telling.getMessage() == null ? bottom : telling;
        var message = bottom.getMessage() == null ? "" : bottom.getMessage().lines().findFirst().orElse("").strip();
        return message.isEmpty()
                ? bottom.getClass().getSimpleName()
                : bottom.getClass().getSimpleName() + ": " + message;
    }
}
