package com.oraclelumira.api.legacy;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.oraclelumira.api.catalog.Level;
import com.oraclelumira.api.ledger.Price;
import com.oraclelumira.api.payments.PastPayments.Outcome;

/** What v1 says of a purchase's money, where its two collections may disagree. */
final class V1Money {
    private final ImportReport report;

    V1Money(ImportReport report) {
        this.report = report;
    }

    /** The ledger's amount is the one that Stripe was asked for. */
    Price price(V1Purchase purchase) {
        var asked = purchase.payment().number("amount");
        var shown = purchase.order().number("amount");
        if (asked != null && shown != null && !asked.equals(shown))
            report.odd("orders.amounts_differ", subject(purchase));
        var amount = Stream.of(asked, shown).filter(Objects::nonNull).findFirst();
        if (amount.isEmpty())
            report.odd("orders.without_amount", subject(purchase));
        var currency = purchase.payment().text("currency", purchase.order().text("currency", "eur"));
        return new Price(amount.orElse(0L), currency.toLowerCase(Locale.ROOT));
    }

    Level level(V1Purchase purchase) {
        var number = purchase.order().number("level");
        if (number != null && number >= 1 && number <= Level.values().length)
            return Level.values()[(int) (number - 1)];
        var metadata = purchase.payment().inner("metadata");
        return Stream.of(purchase.payment().text("productId"), metadata.text("level")).filter(Objects::nonNull)
                .map(id -> id.toLowerCase(Locale.ROOT)).map(Level::byId).flatMap(Optional::stream).findFirst()
                .orElseGet(() -> {
                    report.odd("orders.without_level", subject(purchase));
                    return Level.INITIE;
                });
    }

    /**
     * A payment that one side calls done is done: v1's webhooks often reached only one of the two, and its ledger could
     * be un-done by a late failure. Both kinds are reported, for a look at Stripe.
     */
    Outcome outcome(V1Purchase purchase) {
        if (purchase.pretended()) {
            report.odd("orders.paid_in_mock_mode", subject(purchase));
            return Outcome.NEVER_ASKED;
        }
        if (purchase.refunded())
            return Outcome.REFUNDED;
        if (purchase.moneyCame()) {
            if (!purchase.ledger().isEmpty() && !purchase.ledgerSays("completed"))
                report.odd("orders.paid_says_the_desk_alone", subject(purchase));
            return Outcome.PAID;
        }
        if (purchase.ledgerSays("cancelled"))
            return Outcome.CANCELED;
        boolean declined = purchase.ledgerSays("failed") || purchase.order().text("status", "").equals("failed");
        return declined ? Outcome.DECLINED : Outcome.PENDING;
    }

    static String subject(V1Purchase purchase) {
        return purchase.order().text("orderNumber", purchase.id().toHexString());
    }
}
