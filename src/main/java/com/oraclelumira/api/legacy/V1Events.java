package com.oraclelumira.api.legacy;

import java.time.Instant;
import java.util.Optional;

import com.oraclelumira.api.payments.PastPayments;

/** The events of Stripe's that v1 has applied: a repetition of one is a copy here. Their contents v1 never kept. */
final class V1Events {
    private final PastPayments payments;
    private final ImportReport report;

    V1Events(PastPayments payments, ImportReport report) {
        this.payments = payments;
        this.report = report;
    }

    void importFrom(V1Database v1) {
        v1.each("processed_events", event -> {
            report.count("events.read");
            var id = event.text("eventId");
            if (id == null)
                report.odd("events.without_id", event.id());
            else
                report.count(isNew(id, event) ? "events.imported" : "events.unchanged");
        });
    }

    private boolean isNew(String id, V1Document event) {
        var applied = Optional.ofNullable(event.instant("processedAt"))
                .orElseGet(() -> Instant.ofEpochSecond(event.id().getTimestamp()));
        return report.dryRun()
                ? !payments.knows(id)
                : payments.remember(id, event.text("eventType", "unknown"), applied);
    }
}
