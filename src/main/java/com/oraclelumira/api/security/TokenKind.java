package com.oraclelumira.api.security;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.smallrye.jwt.auth.principal.ParseException;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * The kinds of token that we issue. One is good for its own audience only, with that audience's roles and claims: what
 * mixes two kinds is neither, although our secret signed it.
 */
enum TokenKind {
    CUSTOMER(TokenIssuer.Audience.SANCTUAIRE, Set.of(Roles.CUSTOMER)) {
        @Override
        boolean owns(JwtClaims claims, List<String> roles) throws MalformedClaimException {
            return CUSTOMERS_TYPE.equals(claims.getStringClaimValue("type")) && isId(claims, "userId");
        }
    },
    DESK(TokenIssuer.Audience.DESK, Set.of(Roles.EXPERT, Roles.ADMIN)) {
        /** Without an account only in an emergency, and then an admin's. */
        @Override
        boolean owns(JwtClaims claims, List<String> roles) throws MalformedClaimException {
            return !claims.hasClaim("type") && !claims.hasClaim("userId")
                    && (claims.hasClaim("expertId") ? isId(claims, "expertId") : roles.contains(Roles.ADMIN));
        }
    };

    /** The claim {@code type} of a customer's token since v1; tokens of the desk have none. */
    static final String CUSTOMERS_TYPE = "sanctuaire_access";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{24}");

    private final String audience;
    private final Set<String> roles;

    TokenKind(String audience, Set<String> roles) {
        this.audience = audience;
        this.roles = roles;
    }

    /** Whether the claims besides audience and roles are those of this kind. */
    abstract boolean owns(JwtClaims claims, List<String> roles) throws MalformedClaimException;

    static void require(JwtClaims claims) throws ParseException, MalformedClaimException {
        var audience = claims.getAudience();
        var kind = Arrays.stream(values()).filter(one -> audience.equals(List.of(one.audience))).findFirst()
                .orElseThrow(() -> new ParseException("not for one audience of ours"));
        var roles = claims.getStringListClaimValue("groups");
        if (roles == null || roles.isEmpty() || !kind.roles.containsAll(roles) || !kind.owns(claims, roles))
            throw new ParseException("roles or claims of another kind");
    }

    private static boolean isId(JwtClaims claims, String name) throws MalformedClaimException {
        var id = claims.getStringClaimValue(name);
        return id != null && ID.matcher(id).matches();
    }
}
