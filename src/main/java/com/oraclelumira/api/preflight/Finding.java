package com.oraclelumira.api.preflight;

/**
 * What one look found. Both texts go to terminals, pipelines and a printed page: never a secret, a person's data or an
 * address with a login in it.
 *
 * @param found what was seen, with its figures
 * @param mend what to do about it; for {@link Mark#HUMAN} who looks at what; empty when it is good
 */
public record Finding(Mark mark, String found, String mend) {
    private static final int LONGEST = 8_000;

    public Finding {
        found = plain(found);
        mend = plain(mend);
    }

    /** One line, and nothing that steers a terminal: what is looked at chooses some of the words. */
    private static String plain(String text) {
        var line = text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
        return line.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
    }

    public static Finding good(String found) {
        return new Finding(Mark.GOOD, found, "");
    }

    public static Finding bad(String found, String mend) {
        return new Finding(Mark.BAD, found, mend);
    }

    public static Finding human(String found, String mend) {
        return new Finding(Mark.HUMAN, found, mend);
    }
}
