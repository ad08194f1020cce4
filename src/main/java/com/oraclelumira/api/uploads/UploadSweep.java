package com.oraclelumira.api.uploads;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.orders.FileOwners;
import com.oraclelumira.api.storage.Bucket;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.storage.ObjectStore;
import com.oraclelumira.api.store.Leases;

/**
 * Deletes photos that nobody submitted within two days: abandoned forms, and whatever strangers send. First out of
 * everybody's reach, then the objects, then the record: whatever is interrupted is done again the next time. Of a
 * submitted photo it deletes what was sent, once nobody can write there any more: the photo is the copy.
 */
@Singleton
class UploadSweep {
    private static final Duration LEASE = Duration.ofMinutes(15);
    private static final int AT_ONCE = 100;

    private final Uploads uploads;
    private final PhotoObjects objects;
    private final FileOwners owners;
    private final ObjectStore store;
    private final Leases leases;
    private final Clock clock;

    UploadSweep(Uploads uploads, PhotoObjects objects, FileOwners owners, ObjectStore store, Leases leases,
            Clock clock) {
        this.uploads = uploads;
        this.objects = objects;
        this.owners = owners;
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

    /** Everything that is due; how many photos it deleted that nobody had submitted. */
    int sweep() {
        var end = clock.instant().plus(LEASE.dividedBy(2));
        int deleted = 0;
        for (var due = uploads.due(AT_ONCE); !due.isEmpty()
                && clock.instant().isBefore(end); due = uploads.due(AT_ONCE))
            for (var upload : due)
                deleted += sweep(upload) ? 1 : 0;
        if (deleted > 0)
            Log.infof("upload.swept photos=%d", deleted);
        return deleted;
    }

    /** True when the whole photo is gone. */
    private boolean sweep(Upload upload) {
        if (upload.claimedAt() == null && !claimedBack(upload) && uploads.takeUnclaimed(upload)) {
            objects.delete(upload);
            return true;
        }
        if (upload.claimedAt() != null) {
            if (upload.kept() != null)
                objects.deleteSent(upload);
            uploads.settled(upload);
        }
        return false;
    }

    /** Two forms of an order at the same time may let go of each other's photos: what one names stays. */
    private boolean claimedBack(Upload upload) {
        return owners.of(store.names(new ObjectRef(Bucket.UPLOADS, upload.currentKey()))).stream()
                .anyMatch(order -> uploads.claimForOrder(upload.key(), order, null));
    }
}
