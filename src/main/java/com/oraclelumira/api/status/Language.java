package com.oraclelumira.api.status;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The page's languages; French where a visitor asks for neither. */
public enum Language {
    FR(Locale.FRENCH),
    EN(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /**
     * @param wished by the address, which wins where it names one of the two
     * @param accepted by the browser, best first
     */
    static Language of(@Nullable String wished, List<Locale> accepted) {
        return Stream.concat(Stream.ofNullable(wished), accepted.stream().map(Locale::getLanguage))
                .map(Language::named).filter(Objects::nonNull).findFirst().orElse(FR);
    }

    private static @Nullable Language named(String code) {
        return Stream.of(values()).filter(language -> language.code().equals(code)).findFirst().orElse(null);
    }

    /** ISO 639, as {@code lang} attributes and {@code ?lang=} have it. */
    public String code() {
        return locale.getLanguage();
    }

    Locale locale() {
        return locale;
    }

    public Language other() {
        return this == FR ? EN : FR;
    }

    String say(String french, String english) {
        return this == FR ? french : english;
    }
}
