package com.oraclelumira.api.uploads;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.storage.Bucket;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.storage.ObjectStore;

/** Lets a browser send one photo straight to the bucket. */
@Singleton
class Presigning {
    static final Duration VALID_FOR = Duration.ofMinutes(15);
    private static final String UNKNOWN_TO_BROWSER = "application/octet-stream";
    private static final int KEY_BYTES = 16;
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyy/MM").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Uploads uploads;
    private final ObjectStore store;
    private final Clock clock;

    Presigning(Uploads uploads, ObjectStore store, Clock clock) {
        this.uploads = uploads;
        this.store = store;
        this.clock = clock;
    }

    /** Problems: VALIDATION_ERROR for another type or file than a photo, SERVICE_UNAVAILABLE without a store. */
    PresignView presign(PresignRequest request) {
        var type = PhotoType.of(request.type()).orElseThrow(
                () -> refused("Type de photo inconnu : face_photo ou palm_photo est attendu."));
        var claimed = request.contentType() == null ? "" : request.contentType().strip().toLowerCase(Locale.ROOT);
        var image = image(claimed, request.originalName());
        // the page sends the photo under the type that it named here, whatever we answer: that is what must be signed
        var sentAs = claimed.isEmpty() ? image.contentType() : claimed;
        var now = clock.instant();
        var object = new ObjectRef(Bucket.UPLOADS, key(now, type, image));
        var signed = store.signedPut(object.key(), sentAs, VALID_FOR);
        uploads.add(object.key(), type, sentAs);
        return new PresignView(object.key(), signed.url().toString(), store.publicUrl(object), sentAs,
                VALID_FOR.toSeconds());
    }

    private static ImageType image(String contentType, @Nullable String originalName) {
        var found = contentType.isEmpty() || contentType.equals(UNKNOWN_TO_BROWSER)
                ? ImageType.ofName(originalName)
                : ImageType.ofContentType(contentType);
        return found.orElseThrow(
                () -> refused("Ce fichier n'est pas une photo que nous pouvons lire : envoyez une image ("
                        + ImageType.NAMES + ")."));
    }

    /** 128 random bits: who knows the key has sent the photo, or was shown it by us. */
    private static String key(Instant now, PhotoType type, ImageType image) {
        var random = new byte[KEY_BYTES];
        RANDOM.nextBytes(random);
        return "uploads/" + FOLDER.format(now) + "/" + HexFormat.of().formatHex(random) + "-" + type.id() + "."
                + image.extension();
    }

    private static ProblemException refused(String sentence) {
        return new ProblemException(ProblemType.VALIDATION_ERROR, sentence);
    }
}
