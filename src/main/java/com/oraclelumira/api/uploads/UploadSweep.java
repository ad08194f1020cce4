package com.oraclelumira.api.uploads;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.storage.Bucket;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.storage.ObjectStore;
import com.oraclelumira.api.store.Leases;

/**
 * Deletes photos that nobody submitted within two days: abandoned forms, and whatever strangers send. First out of
 * everybody's reach, then the object, then its record: whatever is interrupted is done again the next time.
 */
@Singleton
class UploadSweep {
    static final Duration UNCLAIMED_FOR = Duration.ofHours(48);
    private static final Duration LEASE = Duration.ofMinutes(15);
    private static final int AT_ONCE = 100;

    private final Uploads uploads;
    private final ObjectStore store;
    private final Leases leases;
    private final Clock clock;

    UploadSweep(Uploads uploads, ObjectStore store, Leases leases, Clock clock) {
        this.uploads = uploads;
        this.store = store;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        if (!store.configured())
            return;
        try {
            if (leases.acquire("upload-sweep", LEASE)) {
                sweep();
                leases.release("upload-sweep");
            }
        } catch (MongoException | ProblemException e) {
            Log.warnf("upload.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    /** Everything that is due; how many photos it deleted. */
    int sweep() {
        var until = clock.instant().minus(UNCLAIMED_FOR);
        var end = clock.instant().plus(LEASE.dividedBy(2));
        int deleted = 0;
        for (var due = uploads.takeUnclaimedBefore(until, AT_ONCE); !due.isEmpty()
                && clock.instant().isBefore(end); due = uploads.takeUnclaimedBefore(until, AT_ONCE)) {
            for (var upload : due) {
                store.delete(new ObjectRef(Bucket.UPLOADS, upload.key()));
                uploads.forget(upload.key());
                deleted++;
            }
        }
        if (deleted > 0)
            Log.infof("upload.swept photos=%d", deleted);
        return deleted;
    }
}
