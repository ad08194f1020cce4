package com.oraclelumira.api.security;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.HandSigned;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.users.Email;
import com.oraclelumira.api.users.Identity;
import com.oraclelumira.api.users.Users;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A token opens a route only as it was issued: each case here differs from an accepted one in one thing. The forgers
 * of the first test know everything but our secret, those of the second know that too.
 */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-2")
class TokenRefusalTest {
    private static final List<String> ROUTES = List.of("/api/users/profile", "/api/users/files/presign",
            "/api/expert/verify", "/api/expert/orders/pending", "/api/admin/experts", "/api/admin/payments/events");
    private static final byte[] SECRET = ShopResource.JWT_SECRET.getBytes(StandardCharsets.UTF_8);
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    @Inject
    Users users;

    private final Shop shop = new Shop();
    private final Instant now = Instant.now();
    private HandSigned customer;
    private HandSigned desk;

    @BeforeEach
    void accounts() {
        var user = users.welcome(Identity.of(Email.parse(shop.email).orElseThrow(), "Anna Essai", null)).user();
        customer = HandSigned.customers(user.id().toHexString(), now);
        desk = HandSigned.desks(Desk.admin().expert.id().toHexString(), now);
    }

    @Test
    void what_the_cases_start_from_is_accepted() {
        get("/api/users/profile", customer.under(ShopResource.JWT_SECRET)).then().statusCode(200);
        for (var route : ROUTES.subList(2, ROUTES.size()))
            get(route, desk.under(ShopResource.JWT_SECRET)).then().statusCode(200);
    }

    @Test
    void nobody_makes_a_token_without_our_secret() throws NoSuchAlgorithmException {
        var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var forged = new LinkedHashMap<String, String>();
        for (var kind : List.of(customer, desk)) {
            var good = kind.under(ShopResource.JWT_SECRET);
            forged.put("none", kind.headed("alg", "none").unsigned());
            forged.put("None", kind.headed("alg", "None").unsigned());
            forged.put("none, with our kind of signature", kind.headed("alg", "none").under(ShopResource.JWT_SECRET));
            forged.put("HS256 without a signature", kind.unsigned());
            forged.put("no algorithm", kind.headed("alg", null).under(ShopResource.JWT_SECRET));
            forged.put("another secret", kind.under("another-secret-of-somebody-0123456789abc"));
            forged.put("an empty-looking secret", kind.under(new byte[32], "HmacSHA256"));
            forged.put("RS256 in name", kind.headed("alg", "RS256").under(ShopResource.JWT_SECRET));
            forged.put("a public key as the secret", kind.under(pair.getPublic().getEncoded(), "HmacSHA256"));
            forged.put("its own key in the header", kind.headed("jwk", Map.of("kty", "oct", "k",
                    URL.encodeToString(new byte[32]))).under(new byte[32], "HmacSHA256"));
            forged.put("a key file of its choice", kind.headed("kid", "../../../../dev/null").under(new byte[32],
                    "HmacSHA256"));
            forged.put("a key set of its choice", kind.headed("jku", "http://127.0.0.1:1/keys").under(new byte[32],
                    "HmacSHA256"));
            forged.put("altered claims", altered(good));
            forged.put("a cut signature", good.substring(0, good.length() - 2));
            forged.put("encrypted in form", good + ".x.y");
            refuseAll(forged);
        }
        refuseAll(nonsense());
    }

    @Test
    void our_signature_alone_is_not_enough() {
        for (var kind : List.of(customer, desk)) {
            var wrong = new LinkedHashMap<String, HandSigned>();
            wrong.put("expired", kind.lasting(now.minusSeconds(7200), 7100));
            wrong.put("not yet valid", kind.claiming("nbf", now.getEpochSecond() + 600));
            wrong.put("no end", kind.claiming("exp", null));
            wrong.put("an end in words", kind.claiming("exp", "tomorrow"));
            wrong.put("a far end", kind.claiming("exp", Long.MAX_VALUE));
            wrong.put("two days long", kind.lasting(now, 2 * 86_400));
            wrong.put("no issue", kind.claiming("iat", null));
            wrong.put("issued in the future", kind.lasting(now.plusSeconds(600), 600));
            wrong.put("another issuer", kind.claiming("iss", "somebody"));
            wrong.put("no issuer", kind.claiming("iss", null));
            wrong.put("another audience", kind.claiming("aud", "elsewhere"));
            wrong.put("no audience", kind.claiming("aud", null));
            wrong.put("both audiences", kind.claiming("aud", List.of("sanctuaire", "desk")));
            wrong.put("no roles", kind.claiming("groups", null));
            wrong.put("roles of everybody", kind.claiming("groups", List.of("customer", "expert", "admin")));
            wrong.put("an unknown role", kind.claiming("groups", List.of("root")));
            wrong.put("a demanded extension", kind.headed("crit", List.of("exp")).headed("exp", 1));
            refuseAll(signed(wrong));
        }
        refuseAll(signed(Map.of("a customer's with the desk's audience", customer.claiming("aud", "desk"),
                "a customer's with an admin's role", customer.claiming("groups", List.of("admin")),
                "a customer's without its type", customer.claiming("type", null),
                "a customer's without an account", customer.claiming("userId", null),
                "a customer's whose id is a query", customer.claiming("userId", Map.of("$ne", "")),
                "the desk's with the sanctuary's audience", desk.claiming("aud", "sanctuaire"),
                "the desk's with a customer's type", desk.claiming("type", "sanctuaire_access"),
                "an expert's without an account",
                desk.claiming("expertId", null).claiming("groups", List.of("expert")),
                "an expert's whose id is none", desk.claiming("expertId", "x"))));
    }

    @Test
    void each_kind_is_refused_by_the_other_kind_s_routes() {
        for (var route : List.of("/api/users/profile", "/api/users/me", "/api/users/entitlements"))
            get(route, desk.under(ShopResource.JWT_SECRET)).then().statusCode(401);
        get("/api/expert/verify", customer.under(ShopResource.JWT_SECRET)).then().statusCode(401);
        for (var route : List.of("/api/expert/orders/pending", "/api/admin/experts", "/api/admin/payments/events",
                "/api/users"))
            get(route, customer.under(ShopResource.JWT_SECRET)).then().statusCode(403);
    }

    @Test
    void a_token_is_read_from_its_header_alone() {
        var token = desk.under(ShopResource.JWT_SECRET);
        var elsewhere = List.<RequestSpecification>of(given().queryParam("access_token", token),
                given().queryParam("token", token), given().cookie("Bearer", token),
                given().cookie("expert_token", token), given().header("X-Access-Token", token),
                given().header("Authorization", "Basic " + token), given().header("Authorization", token));
        for (var request : elsewhere)
            request.get("/api/expert/orders/pending").then().statusCode(401);
    }

    private static Map<String, String> signed(Map<String, HandSigned> tokens) {
        var signed = new LinkedHashMap<String, String>();
        tokens.forEach((name, token) -> signed.put(name, token.under(SECRET, "HmacSHA256")));
        return signed;
    }

    /** Nothing that could be a token, up to what the limit of the headers lets in. */
    private static Map<String, String> nonsense() {
        var deep = "{\"a\":".repeat(1500) + "1" + "}".repeat(1500);
        return Map.of("dots", "..", "one part", "x", "many parts", ".".repeat(5000), "not base64", "%.%.%", "no JSON",
                part("x") + "." + part("y") + "." + part("z"), "a list", part("[]") + "." + part("[]") + ".x",
                "a deep header", part(deep) + "." + part("{}") + ".x", "a number as algorithm",
                part("{\"alg\":5}") + "." + part("{}") + ".x", "two algorithms",
                part("{\"alg\":\"HS256\",\"alg\":\"none\"}") + "." + part("{}") + ".");
    }

    private static String part(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The claims of somebody else under the signature of the owner. */
    private static String altered(String token) {
        var parts = token.split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("example.com", "example.org");
        return parts[0] + "." + part(claims) + "." + parts[2];
    }

    private static void refuseAll(Map<String, String> tokens) {
        tokens.forEach((name, token) -> ROUTES.forEach(route -> {
            var answer = get(route, token);
            assertThat(answer.statusCode()).as(name + " at " + route).isEqualTo(401);
            assertThat(answer.<String>path("error")).as(name).isEqualTo("Token invalide");
        }));
    }

    private static Response get(String route, String token) {
        return given().header("X-Forwarded-For", "198.19.1.1").header("Authorization", "Bearer " + token).get(route);
    }
}
