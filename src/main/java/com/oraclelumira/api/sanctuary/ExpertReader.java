package com.oraclelumira.api.sanctuary;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.jwt.JsonWebToken;

import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.uploads.FileTrail;

/** The expert who looks at a customer's file through the customers' door, as v1's desk did. */
@Singleton
class ExpertReader {
    private final JsonWebToken token;
    private final CurrentExpert expert;
    private final FileTrail trail;

    ExpertReader(JsonWebToken token, CurrentExpert expert, FileTrail trail) {
        this.token = token;
        this.expert = expert;
        this.trail = trail;
    }

    boolean isReading() {
        return token.getGroups().contains(Roles.EXPERT) || token.getGroups().contains(Roles.ADMIN);
    }

    /** Problems: UNAUTHENTICATED for an account that is no longer active. */
    void record(ObjectRef file) {
        trail.record(expert.actor(), "file.signed", file);
    }
}
