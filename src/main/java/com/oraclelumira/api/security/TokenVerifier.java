package com.oraclelumira.api.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

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

/** Verifies our tokens under each configured secret, so that changing one signs nobody out. Only HS256 is accepted. */
@Alternative
@Priority(1)
@ApplicationScoped
class TokenVerifier extends JWTCallerPrincipalFactory {
    private final DefaultJWTTokenParser parser = new DefaultJWTTokenParser();
    private final List<JWTAuthContextInfo> contexts;

    TokenVerifier(JwtConfig config) {
        contexts = config.secrets().stream().map(TokenVerifier::context).toList();
    }

    private static JWTAuthContextInfo context(String secret) {
        var key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        var context = new JWTAuthContextInfo(key, TokenIssuer.ISSUER);
        context.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        context.setExpectedAudience(Set.of(TokenIssuer.Audience.SANCTUAIRE, TokenIssuer.Audience.DESK));
        return context;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        ParseException refusal = null;
        for (var context : contexts) {
            try {
                return new DefaultJWTCallerPrincipal(parser.parse(token, context).getJwtClaims());
            } catch (ParseException e) {
                refusal = e;
            }
        }
        throw refusal == null ? new ParseException("no secret configured") : refusal;
    }
}
