package com.oraclelumira.api.catalog;

import java.util.List;

import jakarta.inject.Singleton;

import com.oraclelumira.api.catalog.Product.Metadata;

/** What is sold, and the only place that knows a price. */
@Singleton
public class Catalog {
    private static final String FOR_EVER = "Illimité";

    private final List<Product> products = List.of(
            product(Level.INITIE, "Niveau Initié", "Découvrez votre lecture spirituelle personnalisée", 0,
                    "✨ Valable pour les 100 premiers clients",
                    List.of("Lecture spirituelle PDF personnalisée", "Analyse complète de votre thème",
                            "Guidance intuitive"),
                    new Metadata(FOR_EVER, List.of("pdf"), List.of("welcome-guide"), null)),
            product(Level.MYSTIQUE, "Niveau Mystique", "Approfondissez votre connaissance spirituelle", 4700, null,
                    List.of("Tout le contenu Initié", "Lecture audio complète (voix sacrée)", "Guidance approfondie",
                            "Support prioritaire"),
                    new Metadata(FOR_EVER, List.of("pdf", "audio"), List.of("audio-meditation"), null)),
            product(Level.PROFOND, "Niveau Profond", "Expérience complète avec votre Mandala sacré", 6700, null,
                    List.of("Tout le contenu Mystique", "Mandala personnalisé HD", "Support visuel pour méditation",
                            "Guide d'activation du Mandala"),
                    new Metadata(FOR_EVER, List.of("pdf", "audio", "mandala"), List.of("mandala-guide"), null)),
            product(Level.INTEGRALE, "Niveau Intégral",
                    "Transformation complète avec rituels personnalisés (Bientôt disponible)", 9700, null,
                    List.of("Tout le contenu Profond", "Rituels personnalisés audio/vidéo", "Protocoles d'activation",
                            "Suivi personnalisé 30 jours", "Accès aux cycles lunaires"),
                    new Metadata(FOR_EVER, List.of("pdf", "audio", "mandala", "rituals"),
                            List.of("ritual-kit", "lunar-calendar", "personal-support"), true)));

    public List<Product> products() {
        return products;
    }

    public Product product(Level level) {
        return products.get(level.ordinal());
    }

    private static Product product(Level level, String name, String description, long amountCents, String offer,
            List<String> features, Metadata metadata) {
        // Stripe refuses less than 0.50 EUR: a typing error here must not wait for the first customer
        if (amountCents != 0 && amountCents < 50)
            throw new IllegalStateException("price of " + level.id() + " must be 0 or at least 50 cents");
        return new Product(level.id(), String.valueOf(level.number()), name, description, amountCents, "eur",
                level.id(),
                offer, features, metadata);
    }
}
