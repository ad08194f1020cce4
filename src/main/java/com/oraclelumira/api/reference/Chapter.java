package com.oraclelumira.api.reference;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The chapters of the reference in reading order: one for each package that answers requests, under its name. */
enum Chapter {
    CATALOG("Catalogue", "What is sold."),
    PAYMENTS("Purchase and payment", "Checkout, the order's state, Stripe's deliveries, and the ledger for admins."),
    INTAKE("Onboarding form", "What a buyer tells us for her reading."),
    UPLOADS("Photos", "The way of a photo into the bucket and back to a page."),
    SANCTUARY("Sanctuaire", "The customer's own space: sign-in, profile, readings, files."),
    EXPERTS("Experts' accounts", "Sign-in of the desk, and its accounts for admins."),
    DESK("Desk", "What experts see and do: queues, orders, customers, files."),
    PRODUCTION("Production", "Where n8n answers."),
    SUPPORT("Support", "Questions to us, and our answers."),
    PRIVACY("Personal data", "Customers' accounts and the audit trail, for admins."),
    STATUS("Status page", "What visitors are told about the shop's health."),
    HEALTH("Health", "For monitors, the proxy and the platform.");

    private final String title;
    private final String meaning;

    Chapter(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    static Optional<Chapter> of(String feature) {
        return Stream.of(values()).filter(chapter -> chapter.name().toLowerCase(Locale.ROOT).equals(feature))
                .findFirst();
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}
