package com.oraclelumira.api.experts;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/** An account as the desk and the admins see it; what a page does not read is absent from its answer (contract §1.2). */
@JsonInclude(Include.NON_NULL)
record ExpertView(String id, String email, String name, @Nullable String role, @Nullable Boolean isActive,
        @Nullable Instant lastLogin, @Nullable Instant createdAt) {

    static ExpertView verified(Expert expert) {
        return new ExpertView(expert.id().toHexString(), expert.email(), expert.name(), null, null, null, null);
    }

    static ExpertView loggedIn(Expert expert) {
        return new ExpertView(expert.id().toHexString(), expert.email(), expert.name(), null, null,
                expert.lastLoginAt(), null);
    }

    static ExpertView registered(Expert expert) {
        return new ExpertView(expert.id().toHexString(), expert.email(), expert.name(), expert.role().id(),
                expert.active(), null, null);
    }

    static ExpertView full(Expert expert) {
        return new ExpertView(expert.id().toHexString(), expert.email(), expert.name(), expert.role().id(),
                expert.active(), expert.lastLoginAt(), expert.createdAt());
    }
}
