package com.oraclelumira.api.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.reference.Description.Call;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The document at {@code /openapi} is whole: every call is in it, and says everything that a caller must know. */
@Tag("DOC-2")
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class ApiDescriptionTest {
    private static final Set<String> OF_THE_FRAMEWORK = Set.of("GET /health", "GET /health/live", "GET /health/ready",
            "GET /health/started");

    private static final String MONITORS = "/health.*|/api/(healthz|health|ready)";
    private static final Pattern PARAMETER = Pattern.compile("\\{(.+?)}");

    private Description description;

    @BeforeEach
    void read() {
        description = Description.read();
    }

    @Test
    void it_has_every_call_that_the_code_answers_and_no_other() {
        var expected = new TreeSet<>(Routes.ofTheProduct());
        expected.addAll(Routes.ofTests());
        expected.addAll(OF_THE_FRAMEWORK);

        assertThat(description.all().map(Call::toString)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(Routes.ofTheProduct()).hasSizeGreaterThan(60);
    }

    @Test
    void every_call_says_what_it_does_who_may_call_and_how_often() {
        var chapters = Arrays.stream(Chapter.values()).map(Chapter::title).toList();
        for (var call : description.calls()) {
            assertThat(call.operation().path("summary").asText()).as("%s: what it does", call).matches(".{10,}\\.");
            assertThat(call.line("Who")).as("%s: @RolesAllowed or @Callers", call).matches("[^?]{3,}");
            assertThat(call.line("Limit")).as("%s: @RateLimited or @Unlimited", call)
                    .matches("\\d+ calls / \\d+ min per address(; .+)?|none: .{10,}");
            assertThat(call.operation().path("tags")).as("%s: one chapter", call).hasSize(1);
            assertThat(chapters).contains(call.operation().path("tags").path(0).asText());
        }
    }

    @Test
    void every_call_says_what_it_answers() {
        for (var call : description.calls()) {
            var answers = call.operation().path("responses").properties().stream()
                    .filter(answer -> answer.getKey().matches("[23].."))
                    .toList();
            assertThat(answers).as("%s: an answer when all is well", call).isNotEmpty();
            for (var answer : answers)
                assertThat(isRedirect(answer.getKey()) || describesContent(answer.getValue()))
                        .as("%s: content of %s", call, answer.getKey()).isTrue();
        }
    }

    private static boolean isRedirect(String status) {
        return status.startsWith("3");
    }

    private static boolean describesContent(JsonNode answer) {
        var content = answer.path("content");
        return content.has("text/html") || !content.path("application/json").path("schema").isEmpty();
    }

    @Test
    void every_refusal_is_a_problem_of_that_status() {
        var statusOf = Arrays.stream(ProblemType.values())
                .collect(Collectors.toMap(ProblemType::name, ProblemType::status));
        for (var call : description.calls())
            for (var answer : call.operation().path("responses").properties())
                if (answer.getValue().path("content").has("application/problem+json"))
                    assertThat(codes(answer.getValue())).as("%s %s", call, answer.getKey()).isNotEmpty()
                            .allSatisfy(code -> assertThat(statusOf.get(code)).hasToString(answer.getKey()));
    }

    static List<String> codes(JsonNode answer) {
        return Arrays.stream(answer.path("description").asText().split("; "))
                .map(text -> text.substring(1, text.indexOf('`', 1))).toList();
    }

    @Test
    void tokens_limits_and_bodies_bring_their_refusals() {
        for (var call : description.calls()) {
            var answers = call.operation().path("responses");
            assertThat(answers.has("400") || OF_THE_FRAMEWORK.contains(call.toString()))
                    .as("%s: 400 of a query that cannot be read", call).isTrue();
            if (call.needsToken())
                assertThat(answers.has("401")).as("%s: 401", call).isTrue();
            if (call.line("Limit").contains("calls"))
                assertThat(answers.path("429").path("headers").path("Retry-After").isMissingNode())
                        .as("%s: 429 without Retry-After", call).isFalse();
            if (call.operation().has("requestBody"))
                assertThat(List.of("400", "408", "413")).as("of %s", call).allMatch(answers::has);
            if (call.operation().has("parameters"))
                assertThat(answers.has("414")).as("%s: 414", call).isTrue();
            assertThat(answers.path("503").path("description").asText().contains("`OVERLOADED`"))
                    .as("%s: OVERLOADED, but of monitors", call).isEqualTo(!call.path().matches(MONITORS));
        }
    }

    @Test
    void every_name_is_its_own_and_every_reference_leads_somewhere() {
        assertThat(description.all().map(call -> call.operation().path("operationId").asText())).doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z0-9]+"));
        assertThat(description.document().path("components").path("schemas").fieldNames()).toIterable()
                .as("two records of one name: tell them apart with @Schema(name)")
                .noneMatch(name -> Character.isDigit(name.charAt(name.length() - 1)));
        for (var reference : references(description.document(), new ArrayList<>()))
            assertThat(description.document().at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }

    private static List<String> references(JsonNode node, List<String> found) {
        if (node.path("$ref").isTextual())
            found.add(node.path("$ref").asText());
        node.forEach(child -> references(child, found));
        return found;
    }

    @Test
    void every_parameter_of_a_path_is_described() {
        for (var call : description.calls()) {
            var named = PARAMETER.matcher(call.path()).results()
                    .map(found -> found.group(1)).toList();
            var described = Description.items(call.operation().path("parameters"))
                    .filter(parameter -> parameter.path("in").asText().equals("path"))
                    .map(parameter -> parameter.path("name").asText()).toList();
            assertThat(described).as(call.toString()).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void what_a_record_always_has_is_required() {
        assertThat(description.schema("CheckoutView").path("required")).hasSize(5);
        assertThat(description.schema("ClientView").path("required").toString()).contains("\"_id\"", "createdAt");
        assertThat(description.schema("OrderStatusView").path("required").toString()).contains("\"_id\"")
                .doesNotContain("paidAt", "metadata");
        assertThat(description.schema("CheckoutRequest").path("required").toString()).contains("productId")
                .doesNotContain("customerPhone");
        assertThat(description.schema("CheckoutRequest").at("/properties/customerPhone/type").toString())
                .contains("null");
    }
}
