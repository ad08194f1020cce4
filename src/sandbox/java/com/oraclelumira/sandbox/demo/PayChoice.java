package com.oraclelumira.sandbox.demo;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

import com.oraclelumira.sandbox.stripe.Cardholder;
import com.oraclelumira.sandbox.stripe.DeliveryKnobs;

/** What a person at the card form can let happen: the card's part, and how Stripe's webhooks travel for this once. */
enum PayChoice {
    SUCCEED("Paiement réussi", "le cas ordinaire", knobs -> knobs, Cardholder::succeed),
    DECLINE("Carte refusée", "un autre essai reste possible", knobs -> knobs, Cardholder::decline),
    CHALLENGE("3-D Secure demandé", "la banque veut une confirmation", knobs -> knobs, Cardholder::requireAction),
    TWICE("Réussi, webhook en double", "chaque événement arrive deux fois", knobs -> knobs.copies(2),
            Cardholder::succeed),
    LATE("Réussi, webhook en retard (20 s)", "l'API demande alors elle-même à Stripe",
            knobs -> knobs.delay(Duration.ofSeconds(20)), Cardholder::succeed),
    LOST("Réussi, webhook perdu", "Stripe ne prévient jamais", knobs -> knobs.drop("*"), Cardholder::succeed);

    private final String label;
    private final String hint;
    private final UnaryOperator<DeliveryKnobs> network;
    private final BiConsumer<Cardholder, String> move;

    PayChoice(String label, String hint, UnaryOperator<DeliveryKnobs> network, BiConsumer<Cardholder, String> move) {
        this.label = label;
        this.hint = hint;
        this.network = network;
        this.move = move;
    }

    public String label() {
        return label;
    }

    public String hint() {
        return hint;
    }

    /** The order's page has more to show than this one, except while the bank waits for an answer. */
    boolean endsHere() {
        return this == CHALLENGE;
    }

    DeliveryKnobs network(DeliveryKnobs ordinary) {
        return network.apply(ordinary);
    }

    void move(Cardholder cardholder, String intent) {
        move.accept(cardholder, intent);
    }
}
