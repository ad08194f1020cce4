package com.oraclelumira.api.reference;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.reference.Description.Call;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the description says text, text is taken and nothing else: an object that MongoDB would read as an operator never
 * comes near it. Calls and fields come from the description, so a new one is tried without being named here.
 */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-9")
class WrongTypesTest {
    private static final List<Object> OPERATORS = List.of(Map.of("$ne", ""), Map.of("$gt", ""),
            Map.of("$where", "sleep(5000)"), Map.of("$regex", ".*"), List.of("a"), List.of(Map.of("$ne", 1)));
    /** Their bodies are bytes with a signature. */
    private static final String SIGNED = ".*(webhook|n8n-callback)";
    private static final Set<String> REFUSALS = Set.of("INVALID_REQUEST_BODY", "VALIDATION_ERROR");

    private final Shop customer = new Shop();
    private final Desk admin = Desk.admin();
    private String handle;
    private String token;
    private Description description;

    @BeforeEach
    void prepare() {
        description = Description.read();
        handle = customer.buy("mystique");
        token = customer.signIn().path("token");
    }

    @Test
    void no_field_of_any_body_takes_an_operator_for_a_text() {
        int tried = 0;
        for (var call : description.calls())
            for (var body : hostileBodies(call)) {
                var answer = send(client(call).body(body), call);
                assertThat(answer.statusCode()).as("%s with %s", call, body).isEqualTo(400);
                assertThat(REFUSALS).as("%s with %s", call, body).contains(answer.<String>path("code"));
                tried++;
            }
        assertThat(tried).isGreaterThan(100);
    }

    @Test
    void no_parameter_is_an_operator_either() {
        for (var call : description.calls())
            for (var name : parameters(call, "query")) {
                int without = send(client(call), call).statusCode();
                for (var key : List.of(name + "[$ne]", name + "[$regex]", name + "[]", name + ".$gt"))
                    assertThat(send(client(call).queryParam(key, ".*"), call).statusCode()).as("%s?%s", call, key)
                            .isEqualTo(without);
                for (var value : List.of("{\"$ne\":null}", "[$ne]", "$where"))
                    assertThat(send(client(call).queryParam(name, value), call).statusCode())
                            .as("%s?%s=%s", call, name, value).isLessThan(500);
            }
    }

    @Test
    void nor_is_a_part_of_a_path() {
        for (var call : description.calls())
            if (call.path().contains("{") && call.method().equals("GET"))
                for (var part : List.of("{\"$ne\":null}", "[$ne]=", "$where", "..;", "true", "0", "'||1==1"))
                    assertThat(client(call).urlEncodingEnabled(false).redirects().follow(false)
                            .get(call.path().replaceAll("\\{[^}]+}", encoded(part))).statusCode())
                            .as("%s with %s", call, part).isBetween(400, 499);
    }

    private static String encoded(String part) {
        return Matcher.quoteReplacement(URLEncoder.encode(part, StandardCharsets.UTF_8));
    }

    private List<Object> hostileBodies(Call call) {
        var schema = call.operation().path("requestBody").path("content").path("application/json").path("schema");
        if (schema.isMissingNode() || call.path().matches(SIGNED))
            return List.of();
        var bodies = new ArrayList<Object>();
        texts(resolved(schema)).forEach(path -> OPERATORS.forEach(value -> bodies.add(body(path, value))));
        return bodies;
    }

    /** The paths of a schema's texts, two levels deep. */
    private Stream<List<String>> texts(JsonNode schema) {
        return schema.path("properties").properties().stream().flatMap(field -> {
            var type = resolved(field.getValue());
            if (type.path("type").toString().contains("string"))
                return Stream.of(List.of(field.getKey()));
            return type.path("properties").properties().stream()
                    .filter(inner -> resolved(inner.getValue()).path("type").toString().contains("string"))
                    .map(inner -> List.of(field.getKey(), inner.getKey()));
        });
    }

    /** Behind a reference, also one that stands beside "or null". */
    private JsonNode resolved(JsonNode schema) {
        var reference = schema.has("$ref")
                ? schema
                : schema.path("anyOf").path(0).has("$ref")
                        ? schema.path("anyOf").path(0)
                        : schema.path("allOf").path(0);
        return reference.has("$ref") ? description.schema(Description.reference(reference)) : schema;
    }

    private static Object body(List<String> path, Object value) {
        return path.size() == 1 ? Map.of(path.getFirst(), value) : Map.of(path.getFirst(), Map.of(path.get(1), value));
    }

    private static List<String> parameters(Call call, String where) {
        return Description.items(call.operation().path("parameters"))
                .filter(parameter -> parameter.path("in").asText().equals(where))
                .map(parameter -> parameter.path("name").asText()).toList();
    }

    /** From a place of its own, so that no limit answers instead. */
    private RequestSpecification client(Call call) {
        return new Shop().request().auth().oauth2(tokenFor(call));
    }

    private String tokenFor(Call call) {
        return call.line("Who").contains("customer") && !call.line("Who").contains("admin") ? token : admin.token;
    }

    private Response send(RequestSpecification client, Call call) {
        var places = new HashMap<String, Object>();
        for (var name : parameters(call, "path"))
            places.put(name, name.equals("handle") ? handle : "6b02c0a13fe62bdfac62dd4a");
        return client.pathParams(places).redirects().follow(false).request(call.method(), call.path());
    }
}
