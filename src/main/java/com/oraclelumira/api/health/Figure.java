package com.oraclelumira.api.health;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.Meter;

/** What {@link FigureWatch} counts: a meter, and which of its tags. The same as Prometheus' rules of these alerts ask for. */
enum Figure {
    REQUESTS("http.server.requests", Figure::ofCallers),
    FAILURES("http.server.requests", id -> ofCallers(id) && has(id, "outcome", "SERVER_ERROR")),
    DELIVERIES_FAILED("http.server.requests", id -> has(id, "outcome", "SERVER_ERROR")
            && Tags.DELIVERIES.contains(String.valueOf(id.getTag("uri")))),
    DELIVERIES_VERIFIED("lumira.webhook.verified", _ -> true),
    SIGNATURES_REFUSED("lumira.problems", id -> has(id, "code", "INVALID_SIGNATURE")),
    REVERSALS_MISSED("lumira.reconciliation.missed.reversals", _ -> true),
    STRIPE_CALLS("lumira.stripe.calls", _ -> true),
    STRIPE_SILENT("lumira.stripe.calls", id -> has(id, "outcome", "unavailable")),
    STRIPE_REFUSED("lumira.stripe.calls", id -> has(id, "outcome", "refused")),
    MAILS("lumira.mails.sent", _ -> true),
    MAILS_FAILED("lumira.mails.sent", id -> !has(id, "outcome", "ok")),
    STORAGE_FAILED("lumira.storage.calls", id -> has(id, "outcome", "failed")),
    SURPLUS_REFUSED("lumira.admission.refused",
            id -> Tags.SURPLUS.contains(String.valueOf(id.getTag("reason"))));

    private final String meter;
    private final Predicate<Meter.Id> counts;

    Figure(String meter, Predicate<Meter.Id> counts) {
        this.meter = meter;
        this.counts = counts;
    }

    String meter() {
        return meter;
    }

    boolean counts(Meter.Id id) {
        return counts.test(id);
    }

    /** Monitors ask all day, and health fails when it should. */
    private static boolean ofCallers(Meter.Id id) {
        return !Tags.MONITORS.matcher(String.valueOf(id.getTag("uri"))).matches();
    }

    private static boolean has(Meter.Id id, String tag, String value) {
        return value.equals(id.getTag(tag));
    }

    private static final class Tags {
        static final Pattern MONITORS = Pattern.compile("/metrics|/health.*|/api/(healthz|health|ready)");
        static final Set<String> DELIVERIES = Set.of("/api/payments/webhook", "/api/stripe/webhook",
                "/api/products/webhook");
        static final Set<String> SURPLUS = Set.of("full", "late", "memory");
    }
}
