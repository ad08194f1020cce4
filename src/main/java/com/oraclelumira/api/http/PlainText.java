package com.oraclelumira.api.http;

import java.text.Normalizer;

import org.jspecify.annotations.Nullable;

/**
 * Text that a person typed: kept as she wrote it, in one form for what looks the same (NFC), without what only machines
 * could want in it. SEC-7
 */
public final class PlainText {
    /** On one letter, as UAX 15 has it: no language needs more, and putting more in order takes ever longer. */
    private static final int MOST_MARKS = 30;

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
        var clean = Normalizer.normalize(kept(text, lines), Normalizer.Form.NFC).strip();
        if (clean.length() > longest)
            throw new ProblemException(ProblemType.VALIDATION_ERROR, what + " est trop long.");
        return clean;
    }

    private static StringBuilder kept(String text, boolean lines) {
        var kept = new StringBuilder();
        int marks = 0;
        for (var characters = text.codePoints().iterator(); characters.hasNext();) {
            int c = characters.nextInt();
            marks = isMark(c) ? marks + 1 : 0;
            if (isBreak(c))
                kept.append(lines ? '\n' : ' ');
            else if (marks <= MOST_MARKS && (printable(c) || lines && (c == '\n' || c == '\t')))
                kept.appendCodePoint(c);
        }
        return kept;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** What Unicode has for ends of lines and of paragraphs. */
    private static boolean isBreak(int c) {
        int type = Character.getType(c);
        return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** No control characters, no marks that turn the text around or that nobody sees, no half characters. */
    private static boolean printable(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
    }
}
