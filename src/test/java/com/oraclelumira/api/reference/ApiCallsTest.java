package com.oraclelumira.api.reference;

import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.reference.Description.Call;
import com.oraclelumira.api.testing.ExpertTokens;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every call of the document, made by somebody who knows nothing: it exists, and refuses as it is described. */
@Tag("DOC-2")
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class ApiCallsTest {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final String NO_SUCH_ADDRESS = "Cette ressource n'existe pas.";

    private final Shop stranger = new Shop();
    private List<Call> calls;

    @BeforeEach
    void read() {
        calls = Description.read().calls();
    }

    @Test
    void every_described_call_exists_and_answers_as_described() {
        for (var call : calls) {
            var answer = make(call.method(), call.path());
            assertThat(answer.statusCode()).as(call.toString()).isNotEqualTo(405);
            assertThat(answer.asString()).as(call.toString()).doesNotContain(NO_SUCH_ADDRESS);
            var described = call.operation().path("responses").path(String.valueOf(answer.statusCode()));
            assertThat(described.isMissingNode()).as("%s answers %d", call, answer.statusCode()).isFalse();
            if (answer.contentType().startsWith("application/problem+json"))
                assertThat(ApiDescriptionTest.codes(described)).as(call.toString())
                        .contains(answer.<String>path("code"));
        }
    }

    @Test
    void a_described_address_tells_its_methods_and_echoes_nothing() {
        for (var path : calls.stream().map(Call::path).distinct().toList()) {
            var told = make("OPTIONS", path);
            assertThat(told.statusCode()).as(path).isEqualTo(204);
            assertThat(told.header("Allow").split(", ")).as(path).filteredOn(METHODS::contains)
                    .containsExactlyInAnyOrderElementsOf(methods(path).toList());
            for (var unheardOf : List.of("TRACE", "QUERY"))
                assertThat(make(unheardOf, path).statusCode()).as(path).isEqualTo(405);
        }
    }

    @Test
    void a_call_that_takes_json_refuses_plain_text() {
        for (var call : calls.stream()
                .filter(call -> call.operation().at("/requestBody/content").has("application/json"))
                .toList())
            assertThat(stranger.request().contentType("text/plain").body("{}")
                    .request(call.method(), concrete(call.path()))
                    .statusCode()).as(call.toString()).isIn(401, 415);
    }

    @Test
    void a_described_address_answers_no_other_method() {
        var ours = calls.stream().map(Call::path).distinct().toList();
        for (var path : ours)
            METHODS.stream().filter(method -> methods(path).noneMatch(method::equals)).forEach(method -> {
                var answer = make(method, path);
                assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(405);
                assertThat(answer.header("Allow").split(", ")).as("%s %s", method, path)
                        .containsAll(methods(path).toList());
            });
    }

    /** {@code users/me} has the methods of {@code users/{id}}, too. */
    private Stream<String> methods(String path) {
        return calls.stream().filter(call -> path.matches(call.path().replaceAll("\\{.+?}", "[^/]+")))
                .map(Call::method).distinct();
    }

    @Test
    @Tag("SEC-4")
    void without_a_token_every_call_that_needs_one_is_401() {
        var guarded = calls.stream().filter(Call::needsToken).toList();
        assertThat(guarded).hasSizeGreaterThan(35);
        for (var call : guarded) {
            var answer = make(call.method(), call.path());
            assertThat(answer.statusCode()).as(call.toString()).isEqualTo(401);
            assertThat(answer.contentType()).as(call.toString()).startsWith("application/problem+json");
            assertThat(answer.<String>path("code")).as(call.toString()).isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    @Tag("SEC-4")
    void an_expert_is_403_where_an_admin_is_asked_for() {
        var token = ExpertTokens.active();
        var admins = calls.stream().filter(call -> call.line("Who").equals("an admin")).toList();
        assertThat(admins).hasSizeGreaterThan(12);
        for (var call : admins) {
            var answer = stranger.request().auth().oauth2(token).body("{}").request(call.method(),
                    concrete(call.path()));
            assertThat(answer.statusCode()).as(call.toString()).isEqualTo(403);
            assertThat(answer.<String>path("code")).as(call.toString()).isEqualTo("FORBIDDEN");
        }
    }

    private Response make(String method, String path) {
        var request = stranger.request().redirects().follow(false);
        return (method.equals("GET") ? request : request.body("{}")).request(method, concrete(path));
    }

    private static String concrete(String path) {
        return path.replaceAll("\\{.+?}", "unknown");
    }
}
