package com.oraclelumira.api.reference;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;

import io.quarkus.security.Authenticated;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.security.Roles;

/** Who may call an operation. */
record Access(String who, Token token) {
    enum Token {
        NONE, OPTIONAL, ANY, OF_A_ROLE
    }

    private static final Map<String, String> ROLES = Map.of(Roles.CUSTOMER, "a customer", Roles.EXPERT,
            "an expert or admin", Roles.ADMIN, "an admin");

    static Access of(Endpoint endpoint) {
        var words = endpoint.annotation(Callers.class);
        var fence = fence(endpoint);
        if (fence.filter(found -> found.name().equals(name(RolesAllowed.class))).isPresent())
            return new Access(roles(fence.get()), Token.OF_A_ROLE);
        var who = words.map(found -> found.value().asString()).orElse("?");
        if (fence.filter(found -> found.name().equals(name(Authenticated.class))).isPresent())
            return new Access(who, Token.ANY);
        boolean optional = words.map(found -> found.value("optionalToken")).filter(found -> found.asBoolean())
                .isPresent();
        return new Access(who, optional ? Token.OPTIONAL : Token.NONE);
    }

    /** What quarkus-rest obeys: the method's annotation, else its class's. */
    private static Optional<AnnotationInstance> fence(Endpoint endpoint) {
        var kinds = List.<Class<? extends Annotation>>of(RolesAllowed.class, Authenticated.class, PermitAll.class);
        return Stream.concat(kinds.stream().map(endpoint::own), kinds.stream().map(endpoint::annotation))
                .flatMap(Optional::stream).findFirst();
    }

    private static DotName name(Class<?> type) {
        return DotName.createSimple(type);
    }

    private static String roles(AnnotationInstance allowed) {
        return Stream.of(allowed.value().asStringArray()).map(role -> ROLES.getOrDefault(role, role))
                .collect(Collectors.joining(" or "));
    }

    /** One of them must be met; an empty one needs no token. */
    List<SecurityRequirement> security() {
        var bearer = OASFactory.createSecurityRequirement().addScheme(Basics.BEARER);
        return switch (token) {
            case NONE -> List.of();
            case OPTIONAL -> List.of(bearer, OASFactory.createSecurityRequirement());
            case ANY, OF_A_ROLE -> List.of(bearer);
        };
    }
}
