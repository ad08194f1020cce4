package com.oraclelumira.api.uploads;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.jwt.JsonWebToken;

import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.storage.Bucket;
import com.oraclelumira.api.storage.ObjectRef;

/**
 * Who may look at a photo by its key. An expert: every photo, recorded. Anybody else: a photo whose key she knows and
 * that we let somebody send within the last day. Such a key holds 128 random bits and was told to its sender alone; after
 * that day her profile shows the photo (M6), so that a key which leaked later opens nothing. v1's keys can be guessed
 * and are not among the recorded ones: they never open here without an expert's token.
 */
@Singleton
class PhotoAccess {
    private static final Duration SENDERS_TIME = Duration.ofHours(24);

    private final Uploads uploads;
    private final CurrentExpert expert;
    private final JsonWebToken token;
    private final FileTrail trail;
    private final Clock clock;

    PhotoAccess(Uploads uploads, CurrentExpert expert, JsonWebToken token, FileTrail trail, Clock clock) {
        this.uploads = uploads;
        this.expert = expert;
        this.token = token;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Where the photo lies now, which may be looked at. Problems: FORBIDDEN, the same whether such a photo exists or not;
     * UNAUTHENTICATED for an expert of the past.
     */
    ObjectRef require(ObjectRef photo) {
        if (photo.bucket() != Bucket.UPLOADS)
            throw refused();
        var upload = uploads.byKey(photo.key());
        var current = upload.map(sent -> new ObjectRef(Bucket.UPLOADS, sent.currentKey())).orElse(photo);
        if (isExpert())
            trail.record(expert.actor(), "photo.signed", current);
        else if (upload.filter(this::sentLately).isEmpty())
            throw refused();
        return current;
    }

    private boolean isExpert() {
        return token.getRawToken() != null
                && (token.getGroups().contains(Roles.EXPERT) || token.getGroups().contains(Roles.ADMIN));
    }

    private boolean sentLately(Upload upload) {
        return upload.sweptAt() == null && upload.createdAt().isAfter(clock.instant().minus(SENDERS_TIME));
    }

    private static ProblemException refused() {
        return new ProblemException(ProblemType.FORBIDDEN, "Vous n'avez pas accès à cette photo.");
    }
}
