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

    /**
     * M10: how far the reading is, as the customer sees it. Never {@code failed} because of the generator, and what was
     * delivered stays so while a new reading is made of it.
     */
    public static String ofReading(Order order) {
        return !order.payment().status().workable() ? ofOrder(order) : switch (order.fulfilment().status()) {
            case QUEUED -> "paid";
            case DELIVERED -> "completed";
            case IN_PRODUCTION, PRODUCTION_FAILED -> order.delivered() ? "completed" : "processing";
            case AWAITING_VALIDATION -> order.delivered() ? "completed" : "awaiting_validation";
        };
    }

    /** The desk: how far the work is. What the generator failed at waits for an expert again, as {@code paid}. */
    public static String ofWork(Order order) {
        return !order.payment().status().workable() ? ofOrder(order) : switch (order.fulfilment().status()) {
            case QUEUED, PRODUCTION_FAILED -> "paid";
            case IN_PRODUCTION -> "processing";
            case AWAITING_VALIDATION -> "awaiting_validation";
            case DELIVERED -> "completed";
        };
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
