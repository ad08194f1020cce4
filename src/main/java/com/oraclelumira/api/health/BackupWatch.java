package com.oraclelumira.api.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.health.BackupReports.Report;
import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.store.Leases;

/**
 * How old the newest good backup is: as a metric, of every instance, and as an alert when it is too old, of one. The
 * alert comes once for each backup that nothing newer followed. A shop that has no backups at all is told so too, that
 * long after the first look. BAK-1, BAK-6
 */
@Singleton
class BackupWatch {
    private static final String JOB = "backup-watch";
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String NONE = "none";
    private static final String ALERT = "BackupStale";

    private final BackupReports reports;
    private final Alerts alerts;
    private final Leases leases;
    private final Duration oldest;
    private final Clock clock;
    private volatile Optional<Report> newest = Optional.empty();

    /** @param minutes from which age on a backup is too old; 0: nobody is told, whatever the age */
    BackupWatch(BackupReports reports, Alerts alerts, Leases leases, MeterRegistry metrics,
            @ConfigProperty(name = "lumira.backups.alert-minutes") int minutes, Clock clock) {
        this.reports = reports;
        this.alerts = alerts;
        this.leases = leases;
        this.oldest = Duration.ofMinutes(minutes);
        this.clock = clock;
        metrics.gauge("lumira.backup.age.seconds", this, BackupWatch::ageSeconds);
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            newest = reports.newestGood();
            if (watched() && leases.acquire(JOB, LEASE)) {
                tellWhenStale();
                leases.release(JOB);
            }
        } catch (MongoException e) {
            Log.warnf("backup_watch.postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    private void tellWhenStale() {
        var now = clock.instant();
        var since = newest.map(Report::startedAt).orElseGet(() -> reports.watchedSince(now));
        var report = newest.map(Report::id).orElse(NONE);
        if (Duration.between(since, now).compareTo(oldest) <= 0) {
            alerts.allOver(ALERT);
            return;
        }
        if (reports.told(report))
            return;
        alerts.raise(ALERT, "backup:" + report + ":" + since.getEpochSecond(), sentence(since));
        reports.remember(report);
    }

    private String sentence(Instant since) {
        return newest.isPresent()
                ? "The newest good backup began at " + since + ", more than " + oldest.toMinutes() + " minutes ago."
                : "No backup was reported since " + since + ", when the API began to look for one.";
    }

    boolean watched() {
        return oldest.isPositive();
    }

    /** As of the last look, at most a minute ago. */
    Optional<Report> newest() {
        return newest;
    }

    /** NaN while no good backup is known. */
    double ageSeconds() {
        return newest.map(report -> Duration.between(report.startedAt(), clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
