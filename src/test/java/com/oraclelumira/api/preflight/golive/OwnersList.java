package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The owner's own text, which the bound checklist must not change. */
final class OwnersList {
    private static final Path FILE = Path
            .of("src/test/resources/com/oraclelumira/api/preflight/golive/owner-checklist.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]+-\\d) \\| (.+) \\|$");

    private OwnersList() {}

    static Map<String, String> lines() {
        var lines = new LinkedHashMap<String, String>();
        ROW.matcher(text()).results().forEach(row -> lines.put(row.group(1), row.group(2)));
        return lines;
    }

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
