package com.oraclelumira.api.legacy;

/** What a person should look at in v1's purchases. Reports, and changes nothing. */
final class V1Oddities {
    private final ImportReport report;

    V1Oddities(ImportReport report) {
        this.report = report;
    }

    /** Of a purchase that is not here yet. */
    void note(V1Purchase purchase) {
        var subject = V1Money.subject(purchase);
        if (!purchase.duplicates().isEmpty())
            report.odd("orders.duplicates_merged", subject + " took in " + purchase.duplicates().stream()
                    .map(other -> other.text("orderNumber", other.id().toHexString())).toList());
        if (!purchase.filled().isEmpty())
            report.odd("orders.completed_from_double", subject + " " + purchase.filled());
        if (purchase.desk().isEmpty() && purchase.moneyCame())
            report.odd("payments.without_order", purchase.id());
        if (purchase.ledger().isEmpty())
            report.odd("orders.without_payment", subject);
    }
}
