package com.oraclelumira.api.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import jakarta.inject.Singleton;

import io.smallrye.jwt.build.Jwt;
import org.jspecify.annotations.Nullable;

/** Signs our tokens: HS256, with issuer, audience, role and end (contract §2.1 keeps v1's claims). */
@Singleton
public class TokenIssuer {
    /** The claim by which an expert's token is told from those before her sessions were ended. */
    public static final String VERSION = "tokenVersion";

    static final String ISSUER = "oracle-lumira";

    private final JwtConfig config;
    private final Clock clock;

    TokenIssuer(JwtConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** How a customer showed that the address is hers. */
    public enum Proof {
        /** She opened the link that was mailed to it. */
        MAILBOX,
        /** She had just paid in its name from her network. */
        PURCHASE,
        /** By nothing: she named it. */
        NONE;

        /** The claim's value. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * For the sanctuaire, valid 24 h. The claim {@code proof} says what it rests on.
     *
     * @param sessionsEnded when her earlier sessions were ended last: a token counts whole seconds, so one of the same
     *     second is dated to the next, or it would end with them
     */
    public String customer(String userId, String email, Proof proof, @Nullable Instant sessionsEnded) {
        var now = after(sessionsEnded);
        return Jwt.issuer(ISSUER).audience(Audience.SANCTUAIRE).groups(Set.of(Roles.CUSTOMER)).upn(userId)
                .claim("userId", userId).claim("email", email).claim("type", TokenKind.CUSTOMERS_TYPE)
                .claim("proof", proof.label()).issuedAt(now)
                .expiresAt(now.plus(config.customerLife())).signWithSecret(config.secrets().getFirst());
    }

    /** For the desk, valid 8 h: v1's claims, the role that v1's tokens lacked, and the sessions to which it belongs. */
    public String expert(String expertId, String email, String name, Set<String> roles, int version) {
        var now = clock.instant();
        return Jwt.issuer(ISSUER).audience(Audience.DESK).groups(roles).upn(expertId).claim("expertId", expertId)
                .claim("email", email).claim("name", name).claim(VERSION, version)
                .claim("role", roles.contains(Roles.ADMIN) ? Roles.ADMIN : Roles.EXPERT).issuedAt(now)
                .expiresAt(now.plus(config.expertLife())).signWithSecret(config.secrets().getFirst());
    }

    /** For the desk, as {@code name}; who holds the signing secret may issue one in an emergency (docs/runbook/stripe.md). */
    public String desk(String name, Set<String> roles, Duration life) {
        var now = clock.instant();
        return Jwt.issuer(ISSUER).audience(Audience.DESK).groups(roles).upn(name).claim("name", name).issuedAt(now)
                .expiresAt(now.plus(life)).signWithSecret(config.secrets().getFirst());
    }

    private Instant after(@Nullable Instant sessionsEnded) {
        var now = clock.instant();
        return sessionsEnded == null || now.getEpochSecond() != sessionsEnded.getEpochSecond()
                ? now
                : now.plusSeconds(1);
    }

    /** What a token is good for. */
    public static final class Audience {
        public static final String SANCTUAIRE = "sanctuaire";
        public static final String DESK = "desk";

        private Audience() {}
    }
}
