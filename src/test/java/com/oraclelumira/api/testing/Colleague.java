package com.oraclelumira.api.testing;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import io.quarkus.arc.Arc;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.bson.types.ObjectId;

import com.oraclelumira.api.experts.Expert;
import com.oraclelumira.api.experts.Experts;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.security.TokenIssuer;

import static io.restassured.RestAssured.given;

/** Somebody who works at the desk, signed in, with an account of her own. */
public record Colleague(ObjectId id, String token) {

    public static Colleague expert() {
        return of(Expert.Role.EXPERT, Set.of(Roles.EXPERT));
    }

    public static Colleague admin() {
        return of(Expert.Role.ADMIN, Set.of(Roles.EXPERT, Roles.ADMIN));
    }

    private static Colleague of(Expert.Role role, Set<String> groups) {
        var id = new ObjectId();
        var email = "expert." + UUID.randomUUID() + "@example.com";
        var now = Instant.EPOCH;
        Arc.container().instance(Experts.class).get()
                .add(new Expert(id, email, "none", "Maya", role, true, null, null, now, now));
        var token = Arc.container().instance(TokenIssuer.class).get().expert(id.toHexString(), email, "Maya", groups,
                0);
        return new Colleague(id, token);
    }

    public RequestSpecification request() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
