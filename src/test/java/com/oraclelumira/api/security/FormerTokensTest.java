package com.oraclelumira.api.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.FormerToken;
import com.oraclelumira.api.testing.HandSigned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tokens as v1 signed them: its claims and nothing else (contract §2.1). */
@Tag("SEC-2")
class FormerTokensTest {
    private static final String SECRET = "a-secret-that-v1-signed-with-0123456789";
    private static final FormerToken EXPERT = FormerToken.expert("6b02c0a13fe62bdfac62dd4a");
    private static final FormerToken CUSTOMER = FormerToken.customer("fa8cc7ee19d662b5b2a86cec");

    private final TokenVerifier lenient = new TokenVerifier(config(true), Clock.systemUTC());
    private final TokenVerifier strict = new TokenVerifier(config(false), Clock.systemUTC());

    @Test
    void they_count_only_when_the_operator_says_so() throws ParseException {
        var expert = lenient.parse(EXPERT.signed(SECRET, 60), null);
        assertThat(expert.getGroups()).containsExactly("expert");
        assertThat(expert.getAudience()).containsExactly(TokenIssuer.Audience.DESK);
        assertThat(expert.<String>getClaim("expertId")).isEqualTo("6b02c0a13fe62bdfac62dd4a");
        assertThat(lenient.parse(CUSTOMER.signed(SECRET, 60), null).getGroups()).containsExactly("customer");
        for (var token : List.of(EXPERT, CUSTOMER))
            assertThatThrownBy(() -> strict.parse(token.signed(SECRET, 60), null)).isInstanceOf(ParseException.class);
    }

    @Test
    void they_never_make_an_admin() throws ParseException {
        var forged = EXPERT.with("role", "admin").with("groups", List.of("admin"));
        assertThat(lenient.parse(forged.signed(SECRET, 60), null).getGroups()).containsExactly("expert");
    }

    @Test
    void an_expired_one_and_one_of_another_kind_are_refused() {
        for (var token : List.of(EXPERT.signed(SECRET, -60),
                new FormerToken(Map.of("email", "x@example.com")).signed(SECRET, 60)))
            assertThatThrownBy(() -> lenient.parse(token, null)).isInstanceOf(ParseException.class);
    }

    @Test
    void ours_for_another_audience_do_not_pass_as_v1s() {
        var token = Jwt.claims(EXPERT.claims()).issuer(TokenIssuer.ISSUER).audience("elsewhere").groups(Set.of("admin"))
                .expiresAt(Instant.now().plusSeconds(60)).signWithSecret(SECRET);
        assertThatThrownBy(() -> lenient.parse(token, null)).isInstanceOf(ParseException.class);
    }

    @Test
    void one_that_never_ends_or_lives_longer_than_v1_let_any_live_is_refused() {
        for (var token : List.of(EXPERT.signed(SECRET, 25 * 3600),
                HandSigned.with(CUSTOMER.claims()).lasting(Instant.now(), 60).claiming("exp", null).under(SECRET)))
            assertThatThrownBy(() -> lenient.parse(token, null)).isInstanceOf(ParseException.class);
    }

    @Test
    void one_whose_id_is_none_of_ours_is_refused_and_not_stumbled_over() {
        for (var claims : List.<Map<String, Object>>of(Map.of("expertId", "x"), Map.of("expertId", Map.of("$ne", "")),
                Map.of("userId", "1", "type", "sanctuaire_access")))
            assertThatThrownBy(() -> lenient.parse(new FormerToken(claims).signed(SECRET, 60), null))
                    .isInstanceOf(ParseException.class);
    }

    private static JwtConfig config(boolean acceptV1) {
        return new JwtConfig() {
            @Override
            public List<String> secrets() {
                return List.of("the-new-secret-that-signs-now-0123456789", SECRET);
            }

            @Override
            public boolean acceptV1() {
                return acceptV1;
            }

            @Override
            public Duration customerLife() {
                return Duration.ofHours(24);
            }

            @Override
            public Duration expertLife() {
                return Duration.ofHours(8);
            }
        };
    }
}
