package com.oraclelumira.api.testing;

/** The process dies here. An Error, because nobody may catch it and go on. */
public final class PowerCut extends Error {
    private static final long serialVersionUID = 1;

    public PowerCut(String where) {
        super(where, null, false, false);
    }
}
