package com.oraclelumira.api.orders;

/** The single {@code status} that the frontends know, derived from payment and fulfilment. */
public final class UiStatus {
    private UiStatus() {}

    /** M3: {@code paid} and {@code completed} open the sanctuaire; {@code failed} offers a retry; the rest waits. */
    public static String ofOrder(Order order) {
        return switch (order.payment().status()) {
            case PAID, PARTIALLY_REFUNDED -> order.delivered() ? "completed" : "paid";
            case FAILED -> "failed";
            case REFUNDED, CHARGEBACK, CANCELED -> "refunded";
            case PROCESSING, REVIEW, DISPUTED -> "processing";
            case PENDING, ACTION_REQUIRED -> "pending";
        };
    }

    /** M10 and the desk: how far the reading is, once the money is in. Never {@code failed} because of the generator. */
    public static String ofReading(Order order) {
        return order.payment().status().workable() ? switch (order.fulfilment().status()) {
            case QUEUED -> "paid";
            case IN_PRODUCTION, PRODUCTION_FAILED -> "processing";
            case AWAITING_VALIDATION -> "awaiting_validation";
            case DELIVERED -> "completed";
        } : ofOrder(order);
    }

    /** M4: here {@code completed} means that the payment is. */
    public static String ofPurchase(Order order) {
        return switch (order.payment().status()) {
            case PAID, PARTIALLY_REFUNDED -> "completed";
            case FAILED -> "failed";
            case REFUNDED, CHARGEBACK, CANCELED -> "cancelled";
            case PROCESSING, REVIEW, DISPUTED -> "processing";
            case PENDING, ACTION_REQUIRED -> "pending";
        };
    }

    public static String sentence(Order order) {
        return switch (order.payment().status()) {
            case PAID, PARTIALLY_REFUNDED -> "Votre paiement est confirmé, votre sanctuaire vous attend.";
            case FAILED -> "Le paiement a été refusé. Vous pouvez réessayer avec un autre moyen de paiement.";
            case REFUNDED, CHARGEBACK -> "Cette commande a été remboursée.";
            case CANCELED -> "Cette commande a été annulée.";
            case REVIEW, DISPUTED -> "Votre paiement est en cours de vérification par notre équipe.";
            case ACTION_REQUIRED -> "Votre banque vous demande de confirmer le paiement.";
            case PENDING, PROCESSING -> "Votre commande est en cours de traitement.";
        };
    }
}
