package com.oraclelumira.api.preflight;

/** What a probe may say of its sentence. */
public enum Mark {
    /** It holds. */
    GOOD("✔"),
    /** It does not hold, or could not be seen to hold. */
    BAD("✘"),
    /** No program can know: somebody has to look. */
    HUMAN("–");

    private final String sign;

    Mark(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }
}
