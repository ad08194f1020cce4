package com.oraclelumira.api.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Verifies our tokens under each configured secret, so that changing one signs nobody out. Only HS256 is accepted, under
 * our own keys whatever a token's header proposes; a token must end, and not later than one of its kind may live. With
 * JWT_ACCEPT_V1 the tokens of the system before this one count as well. SEC-2
 */
@Alternative
@Priority(1)
@ApplicationScoped
class TokenVerifier extends JWTCallerPrincipalFactory {
    /** How far the clocks of two instances may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Duration LONGEST_FORMER_LIFE = Duration.ofHours(24);

    private final DefaultJWTTokenParser parser = new DefaultJWTTokenParser();
    private final List<JWTAuthContextInfo> ours;
    private final List<JWTAuthContextInfo> formers;
    private final Clock clock;

    TokenVerifier(JwtConfig config, Clock clock) {
        ours = config.secrets().stream().map(secret -> context(secret, config.longestLife())).toList();
        formers = config.acceptV1() ? config.secrets().stream().map(TokenVerifier::formerContext).toList() : List.of();
        this.clock = clock;
    }

    private static JWTAuthContextInfo context(String secret, Duration longestLife) {
        var context = new JWTAuthContextInfo(key(secret), TokenIssuer.ISSUER);
        context.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        context.setExpectedAudience(Set.of(TokenIssuer.Audience.SANCTUAIRE, TokenIssuer.Audience.DESK));
        context.setMaxTimeToLiveSecs(longestLife.toSeconds());
        return context;
    }

    private static JWTAuthContextInfo formerContext(String secret) {
        var context = new JWTAuthContextInfo(key(secret), null);
        context.setRequireNamedPrincipal(false);
        context.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        context.setMaxTimeToLiveSecs(LONGEST_FORMER_LIFE.toSeconds());
        return context;
    }

    private static SecretKeySpec key(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        ParseException refusal = null;
        for (var context : Stream.concat(ours.stream(), formers.stream()).toList()) {
            try {
                var claims = parser.parse(token, context).getJwtClaims();
                return principal(ours.contains(context) ? claims : FormerTokens.asOurs(claims));
            } catch (ParseException e) {
                refusal = e;
            }
        }
        throw refusal == null ? new ParseException("no secret configured") : refusal;
    }

    private JWTCallerPrincipal principal(JwtClaims claims) throws ParseException {
        try {
            // sessions are ended by time of issue: a token from the future would outlive that
            if (claims.getIssuedAt().getValue() > clock.instant().plus(SKEW).getEpochSecond())
                throw new ParseException("issued in the future");
            TokenKind.require(claims);
            return new DefaultJWTCallerPrincipal(claims);
        } catch (MalformedClaimException e) {
            throw new ParseException("a claim is of another type than ours are", e);
        }
    }

    /** v1's tokens (contract §2.1): neither issuer nor audience nor roles, only the claims of a customer or an expert. */
    private static final class FormerTokens {
        /** Never an admin: v1 put no role into a token of the desk, and one that somebody put there proves nothing. */
        static JwtClaims asOurs(JwtClaims claims) throws ParseException {
            if (claims.hasClaim("iss") || claims.hasClaim("aud") || !claims.hasClaim("exp"))
                throw new ParseException("neither ours nor v1's");
            if (claims.hasClaim("expertId"))
                return as(claims, "expertId", TokenIssuer.Audience.DESK, Roles.EXPERT);
            if (TokenKind.CUSTOMERS_TYPE.equals(claims.getClaimValue("type")) && claims.hasClaim("userId"))
                return as(claims, "userId", TokenIssuer.Audience.SANCTUAIRE, Roles.CUSTOMER);
            throw new ParseException("no token of v1's two kinds");
        }

        private static JwtClaims as(JwtClaims claims, String id, String audience, String role) {
            claims.setAudience(audience);
            claims.setSubject(String.valueOf(claims.getClaimValue(id)));
            claims.setStringListClaim("groups", role);
            claims.unsetClaim("role");
            return claims;
        }
    }
}
