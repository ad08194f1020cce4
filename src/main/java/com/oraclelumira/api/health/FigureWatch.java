package com.oraclelumira.api.health;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Condition;

import static com.oraclelumira.api.health.Figure.DELIVERIES_FAILED;
import static com.oraclelumira.api.health.Figure.DELIVERIES_VERIFIED;
import static com.oraclelumira.api.health.Figure.FAILURES;
import static com.oraclelumira.api.health.Figure.MAILS;
import static com.oraclelumira.api.health.Figure.MAILS_FAILED;
import static com.oraclelumira.api.health.Figure.REQUESTS;
import static com.oraclelumira.api.health.Figure.REVERSALS_MISSED;
import static com.oraclelumira.api.health.Figure.SIGNATURES_REFUSED;
import static com.oraclelumira.api.health.Figure.STORAGE_FAILED;
import static com.oraclelumira.api.health.Figure.STRIPE_CALLS;
import static com.oraclelumira.api.health.Figure.STRIPE_REFUSED;
import static com.oraclelumira.api.health.Figure.STRIPE_SILENT;
import static com.oraclelumira.api.health.Figure.SURPLUS_REFUSED;

/**
 * The critical alerts that are made of figures, for whoever runs no Prometheus: the bounds of its rules, over what this
 * instance alone counts. MON-6
 */
@Singleton
class FigureWatch {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HALF = Duration.ofMinutes(30);
    private static final Duration HOUR = Duration.ofHours(1);
    /** What is no accident: more than two, as in the rules. */
    private static final int FEW = 2;
    private static final int LEAST_FAILURES = 10;
    private static final int SURPLUS = 10;
    /** 14.4 times what an SLO of 99.9 % allows. */
    private static final double BURNING = 14.4 * 0.001;
    private static final double ALMOST_KILLED = 0.9;

    private record Watched(Condition condition, BooleanSupplier so, String sentence) {}

    private final Alerts alerts;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Recent recent;
    private final List<Watched> watched;

    FigureWatch(Alerts alerts, MeterRegistry metrics, Clock clock) {
        this.alerts = alerts;
        this.metrics = metrics;
        this.clock = clock;
        this.recent = new Recent(metrics, clock.instant());
        this.watched = List.of(
                watch("ErrorBudgetBurnsFast", 0, this::budgetBurns,
                        "More than 1.4 % of the requests of an hour, and of its last minutes, failed."),
                watch("WebhookFailing", 0, () -> many(DELIVERIES_FAILED, minutes(5)),
                        "Deliveries of Stripe's were answered with a failure; Stripe repeats them for three days."),
                watch("WebhookSignaturesRefused", 5, this::noSignatureFits,
                        "No delivery's signature fits: is STRIPE_WEBHOOK_SECRET the endpoint's?"),
                watch("ReversalsMissed", 0, () -> recent.increase(REVERSALS_MISSED, HOUR) > 0,
                        "A refund or dispute was found only by asking: no event had told of it."),
                watch("StripeCallsFail", 2, () -> many(STRIPE_SILENT, minutes(5))
                        && recent.share(STRIPE_SILENT, STRIPE_CALLS, minutes(5)) > 0.2,
                        "Stripe does not answer: nobody can begin to pay."),
                watch("StripeCallsRefused", 5, () -> many(STRIPE_REFUSED, QUARTER)
                        && recent.share(STRIPE_REFUSED, STRIPE_CALLS, QUARTER) > 0.5,
                        "Stripe refuses most of our calls: the key, its rights, or the account."),
                watch("MailsFail", 5, () -> many(MAILS_FAILED, QUARTER)
                        && recent.share(MAILS_FAILED, MAILS, QUARTER) > 0.5,
                        "The mail server takes no mail: no sign-in link arrives. This mail may not arrive either."),
                watch("StorageCallsFail", 2, () -> many(STORAGE_FAILED, minutes(10)),
                        "The object storage does not answer: no form with photos can be sent."),
                watch("Overloaded", 0, () -> recent.increase(SURPLUS_REFUSED, minutes(5)) > SURPLUS,
                        "More is asked than the machine carries: calls are refused."),
                watch("DatabasePoolExhausted", 2, () -> gauge("mongodb.driver.pool.waitqueuesize") > 0,
                        "Calls wait for a connection to MongoDB: all are in use."),
                watch("MemoryHigh", 5, () -> gauge("lumira.memory.used.ratio") > ALMOST_KILLED,
                        "The API uses more than nine tenths of its container's memory and is about to be killed."));
    }

    private Watched watch(String name, int patience, BooleanSupplier so, String sentence) {
        return new Watched(new Condition(alerts, name, "figures", minutes(patience), clock), so, sentence);
    }

    @Scheduled(every = "${lumira.figure-watch.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        recent.note(clock.instant());
        for (var each : watched)
            try {
                each.condition.is(each.so.getAsBoolean(), each.sentence);
            } catch (MongoException e) {
                Log.warnf("alert.postponed sentence=\"%s\" reason=%s", each.sentence, e.getClass().getSimpleName());
            }
    }

    private boolean budgetBurns() {
        return recent.increase(FAILURES, HOUR) >= LEAST_FAILURES && recent.share(FAILURES, REQUESTS, HOUR) > BURNING
                && recent.share(FAILURES, REQUESTS, minutes(5)) > BURNING;
    }

    /** Strangers knock, too: only when nothing of Stripe's own was recognised meanwhile. */
    private boolean noSignatureFits() {
        return many(SIGNATURES_REFUSED, HALF) && recent.increase(DELIVERIES_VERIFIED, HALF) == 0;
    }

    private boolean many(Figure figure, Duration window) {
        return recent.increase(figure, window) > FEW;
    }

    /** The largest of that name; not more than zero where there is none. */
    private double gauge(String name) {
        return metrics.find(name).gauges().stream().mapToDouble(Gauge::value).max().orElse(0);
    }

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }
}
