package com.oraclelumira.api.reference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import com.oraclelumira.api.reference.Description.Call;

/** The document at {@code /openapi} as a page of the runbook. */
final class ApiPage {
    /** What the head of the page says of every call. */
    private static final Set<String> OF_ALL = Set.of("BAD_REQUEST", "REQUEST_TIMEOUT", "URI_TOO_LONG", "OVERLOADED");

    private static final String HEAD = """
        # API: every call

        Written from `/openapi` by `mvn test -Dtest=ApiPageTest -Dwrite.api=true`; the same is at `/docs` with examples. \
        Problems are explained in [problems](problems.md).

        %s

        Shapes are written `{name, name: type}`: without a type it is a string, `name?` may be absent (or null), `[X]` is \
        a list, a capital letter means a shape of [the last chapter](#shapes). "or" separates the only values.
        """;

    private final Description description;
    private final Shapes shapes;

    ApiPage(Description description) {
        this.description = description;
        this.shapes = new Shapes(description);
    }

    String text() {
        var chapters = Stream.of(Chapter.values()).map(this::chapter).collect(Collectors.joining());
        return HEAD.formatted(description.document().path("info").path("description").asText()) + chapters
                + "\n## Shapes\n\n" + shapes.used().map("- %s\n"::formatted).collect(Collectors.joining());
    }

    private String chapter(Chapter chapter) {
        var calls = description.calls().stream()
                .filter(call -> call.operation().path("tags").path(0).asText().equals(chapter.title())).toList();
        return "\n## %s\n\n%s\n\n| call | what it does | who | limit |\n|---|---|---|---|\n".formatted(chapter.title(),
                chapter.meaning())
                + calls.stream().map(ApiPage::row).collect(Collectors.joining())
                + calls.stream().map(this::details).collect(Collectors.joining());
    }

    private static String row(Call call) {
        return "| `%s` | %s | %s | %s |\n".formatted(call, call.operation().path("summary").asText(), call.line("Who"),
                call.line("Limit"));
    }

    private String details(Call call) {
        var own = call.description().lines().takeWhile(line -> !line.startsWith("- Who: ")).filter(
                line -> !line.isBlank()).toList();
        var lines = Stream.of(own, request(call), answers(call), problems(call)).flatMap(List::stream);
        return "\n### %s\n\n".formatted(call) + lines.map("- %s\n"::formatted).collect(Collectors.joining());
    }

    private List<String> request(Call call) {
        var parameters = Description.items(call.operation().path("parameters"))
                .filter(parameter -> !parameter.path("in").asText().equals("path")).map(this::parameter);
        var body = call.operation().path("requestBody").path("content").properties().stream()
                .map(content -> "body " + content(content.getKey(), content.getValue()));
        var all = Stream.concat(parameters, body).toList();
        return all.isEmpty() ? List.of() : List.of("Request: " + String.join("; ", all));
    }

    private String parameter(JsonNode parameter) {
        var schema = parameter.path("schema");
        var type = shapes.type(schema);
        return "%s `%s%s%s`".formatted(parameter.path("in").asText(), parameter.path("name").asText(),
                parameter.path("required").asBoolean() ? "" : "?", type.isEmpty() ? "" : ": " + type);
    }

    private List<String> answers(Call call) {
        return responses(call, false).map(answer -> "Answer " + answer.getKey() + ": " + answer(answer.getValue()))
                .toList();
    }

    private String answer(JsonNode answer) {
        var text = answer.path("description").asText();
        var contents = answer.path("content").properties().stream()
                .map(content -> content(content.getKey(), content.getValue())).toList();
        var plain = text.equals("OK") || text.equals("Created");
        return contents.isEmpty() ? text : String.join(" or ", contents) + (plain ? "" : ", " + text);
    }

    private String content(String mediaType, JsonNode content) {
        return mediaType.equals("application/json")
                ? "`" + shapes.whole(content.path("schema")) + "`"
                : mediaType.equals("*/*") ? "as it is, of any type" : mediaType;
    }

    private static List<String> problems(Call call) {
        var all = responses(call, true).map(answer -> answer.getKey() + " "
                + own(answer.getValue()).stream().map("`%s`"::formatted).collect(Collectors.joining(", ")))
                .filter(line -> line.contains("`")).toList();
        return all.isEmpty() ? List.of() : List.of("Problems: " + String.join("; ", all));
    }

    private static List<String> own(JsonNode answer) {
        return ApiDescriptionTest.codes(answer).stream().filter(code -> !OF_ALL.contains(code)).toList();
    }

    private static Stream<Map.Entry<String, JsonNode>> responses(Call call, boolean problems) {
        return call.operation().path("responses").properties().stream()
                .filter(answer -> answer.getValue().path("content").has(Basics.PROBLEM_JSON) == problems);
    }
}
