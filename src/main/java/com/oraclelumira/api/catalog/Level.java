package com.oraclelumira.api.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The four levels of readings, lowest first; each includes what the lower ones give. Contract §3.9. */
public enum Level {
    INITIE("Simple"),
    MYSTIQUE("Intuitive"),
    PROFOND("Alchimique"),
    INTEGRALE("Intégrale");

    private final String displayName;

    Level(String displayName) {
        this.displayName = displayName;
    }

    /** The id in URLs, bodies and the catalogue: {@code initie}, {@code mystique}, {@code profond}, {@code integrale}. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** 1 to 4. */
    public int number() {
        return ordinal() + 1;
    }

    /** What both frontends call {@code levelName}. */
    public String displayName() {
        return displayName;
    }

    /** This level and all below, lowest first. */
    public List<Level> included() {
        return Arrays.stream(values()).filter(level -> level.compareTo(this) <= 0).toList();
    }

    public static Optional<Level> byId(String id) {
        return Arrays.stream(values()).filter(level -> level.id().equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Level::id).toList();
    }
}
