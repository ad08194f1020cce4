package com.oraclelumira.api.testing;

import java.util.Set;
import java.util.UUID;

import io.quarkus.arc.Arc;
import org.bson.types.ObjectId;

import com.oraclelumira.api.experts.Expert;
import com.oraclelumira.api.experts.Experts;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.security.TokenIssuer;

/** Tokens of experts of their own. */
public final class ExpertTokens {
    private ExpertTokens() {}

    public static String active() {
        return of(true);
    }

    /** Of somebody who has left since. */
    public static String disabled() {
        return of(false);
    }

    private static String of(boolean active) {
        var id = new ObjectId();
        var email = "expert." + UUID.randomUUID() + "@example.com";
        var clock = Arc.container().instance(SettableClock.class).get();
        Arc.container().instance(Experts.class).get().add(new Expert(id, email, "none", "Maya", Expert.Role.EXPERT,
                active, null, null, clock.instant(), clock.instant()));
        return Arc.container().instance(TokenIssuer.class).get().expert(id.toHexString(), email, "Maya",
                Set.of(Roles.EXPERT), 0);
    }
}
