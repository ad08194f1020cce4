package com.oraclelumira.sandbox.stripe;

import java.util.Map;

/** Stripe's ready-made test payment methods, as far as a shop that takes cards meets them. */
record TestCard(String brand, String last4, Outcome outcome, String code, String declineCode) {
    enum Outcome {
        SUCCEEDS, DECLINED, AUTHENTICATION
    }

    static final TestCard VISA = succeeds("visa", "4242");
    private static final String DECLINED = "card_declined";
    private static final Map<String, TestCard> CARDS = Map.ofEntries(Map.entry("pm_card_visa", VISA),
            Map.entry("pm_card_visa_debit", succeeds("visa", "5556")),
            Map.entry("pm_card_fr", succeeds("visa", "0003")),
            Map.entry("pm_card_mastercard", succeeds("mastercard", "4444")),
            Map.entry("pm_card_amex", succeeds("amex", "8431")),
            Map.entry("pm_card_chargeDeclined", declined("0002", DECLINED, "generic_decline")),
            Map.entry("pm_card_visa_chargeDeclined", declined("0002", DECLINED, "generic_decline")),
            Map.entry("pm_card_chargeDeclinedInsufficientFunds", declined("9995", DECLINED, "insufficient_funds")),
            Map.entry("pm_card_visa_chargeDeclinedInsufficientFunds", declined("9995", DECLINED, "insufficient_funds")),
            Map.entry("pm_card_chargeDeclinedFraudulent", declined("0019", DECLINED, "fraudulent")),
            Map.entry("pm_card_chargeDeclinedExpiredCard", declined("0069", "expired_card", null)),
            Map.entry("pm_card_chargeDeclinedIncorrectCvc", declined("0127", "incorrect_cvc", null)),
            Map.entry("pm_card_chargeDeclinedProcessingError", declined("0119", "processing_error", null)),
            Map.entry("pm_card_threeDSecure2Required", authentication("3220")),
            Map.entry("pm_card_threeDSecureRequired", authentication("3063")),
            Map.entry("pm_card_authenticationRequired", authentication("3184")));

    /** @throws StripeError 400 for a payment method that does not exist */
    static TestCard of(String paymentMethod) {
        TestCard card = CARDS.get(paymentMethod);
        if (card == null) {
            throw StripeError.missingParam("PaymentMethod", "payment_method", paymentMethod);
        }
        return card;
    }

    /** What a card that was refused with these codes looks like. */
    static TestCard refused(String code, String declineCode) {
        return declined("0002", code, declineCode);
    }

    private static TestCard succeeds(String brand, String last4) {
        return new TestCard(brand, last4, Outcome.SUCCEEDS, null, null);
    }

    private static TestCard declined(String last4, String code, String declineCode) {
        return new TestCard("visa", last4, Outcome.DECLINED, code, declineCode);
    }

    private static TestCard authentication(String last4) {
        return new TestCard("visa", last4, Outcome.AUTHENTICATION, null, null);
    }

    String message() {
        return switch (code) {
            case "expired_card" -> "Your card has expired.";
            case "incorrect_cvc" -> "Your card's security code is incorrect.";
            case "processing_error" -> "An error occurred while processing your card. Try again in a little bit.";
            default -> "insufficient_funds".equals(declineCode)
                    ? "Your card has insufficient funds."
                    : "Your card was declined.";
        };
    }
}
