package com.oraclelumira.api.admission;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;

/** What is said to whom we do not let in; counted one by one, logged together. */
@Singleton
class Refusals {
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(10);

    private final MeterRegistry metrics;
    private final LongAdder untold = new LongAdder();
    private long toldAt = System.nanoTime();

    Refusals(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** @param reason full, late or memory */
    ProblemException overloaded(Lane lane, String reason) {
        count(lane, reason);
        return new ProblemException(ProblemType.OVERLOADED,
                "Il y a beaucoup de monde en ce moment. Réessayez dans quelques secondes.");
    }

    ProblemException tooManyAtOnce(Lane lane) {
        count(lane, "network");
        return new ProblemException(ProblemType.RATE_LIMITED,
                "Trop de requêtes en même temps, réessayez dans 1 seconde.").withHeader("Retry-After", "1");
    }

    ProblemException tooSlow(Lane lane) {
        count(lane, "slow");
        return new ProblemException(ProblemType.REQUEST_TIMEOUT, "L'envoi de la requête a pris trop de temps.")
                .withHeader("Connection", "close");
    }

    private void count(Lane lane, String reason) {
        untold.increment();
        metrics.counter("lumira.admission.refused", "lane", lane.label(), "reason", reason).increment();
    }

    /** Called again and again, by one thread; writes a line every ten seconds at most, and none when all is well. */
    void tell() {
        if (System.nanoTime() - toldAt < BETWEEN_LINES || untold.sum() == 0)
            return;
        toldAt = System.nanoTime();
        Log.warnf("admission.refused calls=%d", untold.sumThenReset());
    }
}
