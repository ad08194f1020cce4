package com.oraclelumira.api.isolation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.quarkus.arc.Arc;
import io.restassured.specification.RequestSpecification;

import com.oraclelumira.api.experts.ExpertAccounts;
import com.oraclelumira.api.security.TokenIssuer;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.ExpertTokens;
import com.oraclelumira.api.testing.HandSigned;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

/**
 * Who may call, as the columns of authorisation.csv name them. A caller whose token is good for nothing calls with one of
 * each kind, and both must be answered alike.
 */
enum Stranger {
    NOBODY(her -> List.of()),
    ANOTHER_CUSTOMER(her -> List.of(anotherCustomer())),
    OWNER(her -> List.of(her.token())),
    EXPERT(her -> List.of(Desk.expert().token)),
    FORMER_EXPERT(her -> List.of(ExpertTokens.disabled())),
    ADMIN(her -> List.of(Desk.admin().token)),
    FORMER_ADMIN(her -> List.of(formerAdmin())),
    /** The token of the command for emergencies: an admin's, without an account. */
    EMERGENCY(her -> List.of(Arc.container().instance(TokenIssuer.class).get().desk("ops", Set.of("expert", "admin"),
            Duration.ofMinutes(5)))),
    EXPIRED(her -> ofEachKind(her, token -> token.lasting(Instant.now().minusSeconds(7_200), 3_600))),
    OTHER_AUDIENCE(her -> ofEachKind(her, token -> token.claiming("aud", "elsewhere"))),
    /** While JWT_ACCEPT_V1 is off. */
    V1_TOKEN(her -> List.of(
            signed(HandSigned.with(Map.of("userId", her.userId, "email", her.email, "type", "sanctuaire_access"))),
            signed(HandSigned.with(Map.of("expertId", Desk.expert().expert.id().toHexString(), "name", "Maya")))));

    private final Function<Victim, List<String>> tokens;

    Stranger(Function<Victim, List<String>> tokens) {
        this.tokens = tokens;
    }

    /** One client for each of the tokens. */
    List<Client> clients(Victim her) {
        var place = this == OWNER ? null : new Shop();
        var found = tokens.apply(her);
        return found.isEmpty()
                ? List.of(place::request)
                : found.stream().<Client>map(
                        token -> () -> (place == null ? her.request() : place.request()).auth().oauth2(token))
                        .toList();
    }

    /** A new request from one place with one token. */
    @FunctionalInterface
    interface Client {
        RequestSpecification request();
    }

    /** As the table has it: {@code another customer}. */
    String column() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String anotherCustomer() {
        var mallory = new Shop();
        Purchases.delivered(mallory.buy("mystique"));
        return mallory.signIn().then().statusCode(200).extract().path("token");
    }

    private static String formerAdmin() {
        var admin = Desk.admin();
        Arc.container().instance(ExpertAccounts.class).get().disable(admin.expert.id(), "test");
        return admin.token;
    }

    private static List<String> ofEachKind(Victim her, Function<HandSigned, HandSigned> fault) {
        var desk = HandSigned.desks(Desk.admin().expert.id().toHexString(), Instant.now());
        return List.of(HandSigned.customers(her.userId, Instant.now()), desk).stream().map(fault)
                .map(token -> token.under(ShopResource.JWT_SECRET)).toList();
    }

    private static String signed(HandSigned claims) {
        return claims.lasting(Instant.now(), 3_600).under(ShopResource.JWT_SECRET);
    }
}
