package com.oraclelumira.api.http;

import org.jspecify.annotations.Nullable;

/** Text that a person typed: kept as she wrote it, without what only machines could want in it. SEC-7 */
public final class PlainText {
    private PlainText() {}

    /**
     * One line, trimmed; null when there is none. Problems: VALIDATION_ERROR when longer than {@code longest} characters.
     *
     * @param what the French noun with its article, as the sentence begins: {@code "Le nom"}
     */
    public static @Nullable String bounded(@Nullable String text, int longest, String what) {
        return bounded(text, longest, what, false);
    }

    /** The same for a text of several lines. */
    public static @Nullable String boundedLines(@Nullable String text, int longest, String what) {
        return bounded(text, longest, what, true);
    }

    private static @Nullable String bounded(@Nullable String text, int longest, String what, boolean lines) {
        if (text == null)
            return null;
        var clean = text.codePoints().filter(c -> printable(c) || lines && (c == '\n' || c == '\t'))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
        if (clean.length() > longest)
            throw new ProblemException(ProblemType.VALIDATION_ERROR, what + " est trop long.");
        return clean;
    }

    /** No control characters, no marks that turn the text around, no half characters. */
    private static boolean printable(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
    }
}
