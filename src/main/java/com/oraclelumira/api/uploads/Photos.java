package com.oraclelumira.api.uploads;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.storage.Bucket;
import com.oraclelumira.api.storage.ObjectStore;

/** Whether a photo that a customer names was really sent, and whose it becomes. */
@Singleton
public class Photos {
    /** A photo as we keep it: nobody can write to {@code key}, and {@code contentType} is that of its bytes. */
    public record Sent(String key, PhotoType type, String contentType, long sizeBytes, Instant uploadedAt) {}

    private final Uploads uploads;
    private final Arrivals arrivals;
    private final ObjectStore store;

    Photos(Uploads uploads, Arrivals arrivals, ObjectStore store) {
        this.uploads = uploads;
        this.arrivals = arrivals;
        this.store = store;
    }

    /**
     * The photo that this key or address means: one that we let somebody send as this type, that has arrived, is an
     * allowed image by its bytes and not too large. From now on its sender can no longer replace it. Says nothing about
     * whose it is. Problems: VALIDATION_ERROR, PAYLOAD_TOO_LARGE, SERVICE_UNAVAILABLE.
     */
    public Sent sent(@Nullable String urlOrKey, PhotoType type) {
        var upload = store.parse(urlOrKey).filter(object -> object.bucket() == Bucket.UPLOADS)
                .flatMap(object -> uploads.byKey(object.key())).filter(found -> found.sweptAt() == null)
                .orElseThrow(() -> refused(type, " est introuvable, envoyez-la de nouveau."));
        if (upload.type() != type)
            throw refused(type, " a été envoyée pour l'autre photo, envoyez-la de nouveau.");
        var taken = arrivals.take(upload);
        return new Sent(taken.keptKey(), type, taken.kept().image().contentType(), taken.kept().sizeBytes(),
                taken.createdAt());
    }

    /** Makes the photos this order's; again changes nothing. Problems: VALIDATION_ERROR when one is somebody else's. */
    public void claimForOrder(List<Sent> photos, ObjectId orderId, @Nullable ObjectId userId) {
        for (var photo : photos)
            if (!uploads.claimForOrder(photo.key(), orderId, userId))
                throw refused(photo.type(), " est introuvable, envoyez-la de nouveau.");
    }

    /** Lets go of the photos that the order had and no longer uses: the sweep will take them. */
    public void releaseOthers(ObjectId orderId, List<String> stillUsed) {
        uploads.releaseFromOrder(orderId, stillUsed);
    }

    /** The same for an account, for one photo. @param orders hers: their photos she may show in her profile too */
    void claimForAccount(Sent photo, ObjectId userId, List<ObjectId> orders) {
        if (!uploads.claimForAccount(photo.key(), userId, orders))
            throw refused(photo.type(), " est introuvable, envoyez-la de nouveau.");
    }

    private static ProblemException refused(PhotoType type, String what) {
        return new ProblemException(ProblemType.VALIDATION_ERROR, type.subject() + what);
    }
}
