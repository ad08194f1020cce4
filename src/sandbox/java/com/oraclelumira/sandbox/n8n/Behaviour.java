package com.oraclelumira.sandbox.n8n;

import java.time.Duration;

/** What becomes of a job: whether it is taken, what is answered, and how long that takes. */
public record Behaviour(Kind kind, Duration delay) {
    /** What happens to a job. */
    public enum Kind {
        /** Taken, and answered with a reading. */
        READING,
        /** Taken, and answered with an error. */
        ERROR,
        /** Taken, and never answered. */
        SILENCE,
        /** Not taken: the call is answered 500. */
        FAIL,
        /** Not taken: the connection is cut. */
        CUT,
        /** Taken only after the delay, and never answered. */
        HANG
    }

    public static Behaviour of(Kind kind) {
        return new Behaviour(kind, Duration.ZERO);
    }

    /** Answers that much later. */
    public Behaviour after(Duration later) {
        return new Behaviour(kind, later);
    }
}
