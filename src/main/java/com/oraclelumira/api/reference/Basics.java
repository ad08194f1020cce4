package com.oraclelumira.api.reference;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

import com.oraclelumira.api.http.ProblemType;

/** What all operations share: conventions, the token, the problem's body, the headers of refusals. */
final class Basics {
    static final String BEARER = "bearer";
    static final String PROBLEM = "Problem";
    static final String PROBLEM_JSON = "application/problem+json";

    private static final String CONVENTIONS = """
        Dates are ISO 8601 in UTC with milliseconds, money is an integer in cents, ids are 24 hexadecimal digits. \
        What is absent is left out; a member is `null` only where its schema does not require it.

        Every refusal is `application/problem+json` (schema `Problem`); its `code` is for programs and never changes, \
        `detail` is a French sentence for the person in front of the screen. Besides what an operation lists, any of \
        them may answer 400 `BAD_REQUEST`, 404 `NOT_FOUND`, 405 `METHOD_NOT_ALLOWED`, 406 `NOT_ACCEPTABLE`, \
        408 `REQUEST_TIMEOUT`, 414 `URI_TOO_LONG`, 429 `RATE_LIMITED`, 431 `HEADERS_TOO_LARGE`, \
        500 `INTERNAL_SERVER_ERROR` and 503 `OVERLOADED`.

        Limits count the calls of one client address; every answer of a limited operation tells in `RateLimit` and \
        `RateLimit-Policy` what is left. Bodies are at most 64 KiB, forms and prompts 256 KiB, \
        deliveries 1 MiB. Every answer has an `X-Request-Id`.""";

    private static final Map<String, String> HEADERS = new TreeMap<>(
            Map.of("Retry-After", "Seconds until the next try makes sense",
                    "RateLimit", "What is left, `r`, and seconds until it is full again, `t`", "RateLimit-Policy",
                    "Calls, `q`, in a window of seconds, `w`", "WWW-Authenticate", "`Bearer`"));

    private Basics() {}

    static void describe(OpenAPI api) {
        if (api.getInfo() == null)
            api.setInfo(OASFactory.createInfo()); // the framework adds name and version later
        api.getInfo().setDescription(CONVENTIONS);
        api.setTags(Stream.of(Chapter.values())
                .map(chapter -> OASFactory.createTag().name(chapter.title()).description(chapter.meaning())).toList());
        if (api.getComponents() == null)
            api.setComponents(OASFactory.createComponents());
        describe(api.getComponents());
    }

    private static void describe(Components components) {
        components.addSecurityScheme(BEARER, OASFactory.createSecurityScheme().type(SecurityScheme.Type.HTTP)
                .scheme("bearer").bearerFormat("JWT").description(
                        "Customers: `POST /api/users/auth/sanctuaire-v2`. Experts and admins: `POST /api/expert/login`."));
        components.addSchema(PROBLEM, problem());
        HEADERS.forEach((name, meaning) -> components.addHeader(name,
                OASFactory.createHeader().description(meaning).schema(typed(SchemaType.STRING))));
    }

    private static Schema problem() {
        var schema = typed(SchemaType.OBJECT).description("RFC 9457; some problems add members of their own.");
        schema.addProperty("type", typed(SchemaType.STRING).format("uri"));
        schema.addProperty("title", typed(SchemaType.STRING));
        schema.addProperty("status", typed(SchemaType.INTEGER).minimum(BigDecimal.valueOf(400)));
        schema.addProperty("detail", typed(SchemaType.STRING));
        schema.addProperty("instance", typed(SchemaType.STRING));
        schema.addProperty("requestId", typed(SchemaType.STRING));
        schema.addProperty("code", typed(SchemaType.STRING).enumeration(
                Stream.of(ProblemType.values()).<Object>map(ProblemType::name).toList()));
        schema.addProperty("error", typed(SchemaType.STRING).description("`detail` again"));
        schema.addProperty("message", typed(SchemaType.STRING).description("`detail` again"));
        schema.addProperty("timestamp", typed(SchemaType.STRING).format("date-time"));
        return schema.required(List.copyOf(schema.getProperties().keySet()));
    }

    static Schema typed(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
