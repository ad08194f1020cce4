package com.oraclelumira.api.status;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a visitor may find working or not, in the order of the page. */
public enum Component {
    API("API", "API"),
    PAYMENTS("Paiements", "Payments"),
    DATABASE("Données", "Database"),
    MAIL("E-mails", "E-mail"),
    /** Made by n8n. */
    READINGS("Lectures", "Readings");

    private final String french;
    private final String english;

    Component(String french, String english) {
        this.french = french;
        this.english = english;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String name(Language language) {
        return language.say(french, english);
    }

    /** {@link IllegalArgumentException} with a sentence for the operator when one of them is none. */
    public static List<Component> of(String commaList) {
        return Stream.of(commaList.split(",")).map(String::strip).map(Component::one).distinct().toList();
    }

    private static Component one(String id) {
        return Stream.of(values()).filter(component -> component.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "components are " + String.join(",", Stream.of(values()).map(Component::id).toList())));
    }
}
