package com.oraclelumira.api.preflight.inside;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import com.oraclelumira.api.health.BackupReports;
import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** What could be brought back if the database were lost now. */
@Singleton
class BackupProbes implements Group {
    /** BAK-6. */
    private static final Duration OLDEST_BACKUP = Duration.ofHours(1);
    private static final Duration OLDEST_DRILL = Duration.ofDays(92);
    private static final String PAGE = "backup-restore.md";

    private final BackupReports reports;
    private final Clock clock;

    BackupProbes(BackupReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Backups";
    }

    @Override
    public List<Probe> probes() {
        return List.of(
                new Probe("backup-age", List.of("DB-3", "BAK-1", "BAK-6"),
                        "The newest good backup should have begun within the last hour.", PAGE, this::backedUp),
                new Probe("restore-drill", List.of("BAK-4", "GO-3"),
                        "A restore should have been tried within the last 92 days, and have given back what was dumped.",
                        PAGE, this::drilled));
    }

    private Finding backedUp() {
        var newest = reports.newestGood();
        if (newest.isEmpty())
            return Finding.bad("no good backup was ever reported",
                    "start the backup job; backup.sh once makes one now");
        var age = Duration.between(newest.get().startedAt(), clock.instant());
        var found = newest.get().id() + " began " + age.toMinutes() + " min ago";
        return age.compareTo(OLDEST_BACKUP) > 0
                ? Finding.bad(found, "see the backup job's log for backup.failed; backup.sh once makes one now")
                : Finding.good(found);
    }

    private Finding drilled() {
        var newest = reports.newestDrill();
        if (newest.isEmpty())
            return Finding.bad("no restore was ever tried here", "backup.sh drill, which changes nothing");
        var drill = newest.get();
        long days = Duration.between(drill.at(), clock.instant()).toDays();
        var found = "%s, %d days ago, in %d s".formatted(drill.dump(), days, drill.seconds());
        if (!drill.equal())
            return Finding.bad(found + ": not what was dumped", "find out why before it is needed, then: backup.sh "
                    + "drill");
        return days >= OLDEST_DRILL.toDays()
                ? Finding.bad(found, "backup.sh drill, which changes nothing")
                : Finding.good(found + ": all collections equal");
    }
}
