package com.oraclelumira.api.uploads;

import java.time.Clock;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.storage.Bucket;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.storage.ObjectStore;
import com.oraclelumira.api.storage.StoredObject;

/**
 * Looks at what arrived in the bucket and takes it over: copies exactly the bytes it looked at to where the sender cannot
 * write, as what they are. Her signature lasts a quarter of an hour, and the photo that an expert sees must be the one
 * that was checked.
 */
@Singleton
class Arrivals {
    /** A phone's largest picture is about 12 MB. */
    private static final long MOST_BYTES = 15L * 1024 * 1024;

    private final Uploads uploads;
    private final ObjectStore store;
    private final Clock clock;

    Arrivals(Uploads uploads, ObjectStore store, Clock clock) {
        this.uploads = uploads;
        this.store = store;
        this.clock = clock;
    }

    /**
     * The photo with its copy; a second call asks the bucket nothing. Problems: VALIDATION_ERROR (nothing there, no
     * image, just overwritten), PAYLOAD_TOO_LARGE, SERVICE_UNAVAILABLE: the same key may be tried again after each.
     */
    Upload take(Upload upload) {
        if (upload.kept() != null)
            return upload;
        var sent = new ObjectRef(Bucket.UPLOADS, upload.key());
        var found = store.look(sent).orElseThrow(refused(upload.type(), " n'est pas arrivée, envoyez-la de nouveau."));
        var image = image(upload, found);
        if (!store.copy(sent, found.etag(), new ObjectRef(Bucket.UPLOADS, upload.keptKey()), image.contentType()))
            throw refused(upload.type(), " vient d'être remplacée, envoyez le formulaire de nouveau.").get();
        return uploads.keep(upload, new Upload.Kept(image, found.sizeBytes(), clock.instant()))
                .orElseThrow(refused(upload.type(), " est introuvable, envoyez-la de nouveau."));
    }

    /** By its bytes: phones and messengers call files by the wrong type every day. */
    private static ImageType image(Upload upload, StoredObject found) {
        if (found.sizeBytes() > MOST_BYTES)
            throw new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, upload.type().subject() + " dépasse 15 Mo.");
        return ImageType.ofBeginning(found.beginning()).orElseThrow(refused(upload.type(),
                " n'est pas une image que nous pouvons lire (" + ImageType.NAMES + ") : envoyez-la de nouveau."));
    }

    private static Supplier<ProblemException> refused(PhotoType type, String what) {
        return () -> new ProblemException(ProblemType.VALIDATION_ERROR, type.subject() + what);
    }
}
