package com.oraclelumira.api.reference;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The health addresses that the framework serves, outside the resources. */
final class HealthPages {
    private static final Map<String, String> PAGES = new TreeMap<>(Map.of(
            "/health", "Everything that we depend on and what this instance is, for monitors and people.",
            "/health/live", "Whether the process lives; a restart helps when not.",
            "/health/ready", "Whether the proxy may send requests here; 503 from the order to stop on.",
            "/health/started", "Whether the start is over."));

    private HealthPages() {}

    static void add(Paths paths) {
        PAGES.forEach((path, summary) -> paths.addPathItem(path,
                OASFactory.createPathItem().GET(operation(path, summary))));
    }

    private static Operation operation(String path, String summary) {
        var last = path.substring(path.lastIndexOf('/') + 1);
        return OASFactory.createOperation().summary(summary).addTag(Chapter.HEALTH.title())
                .operationId("healthPage" + Character.toUpperCase(last.charAt(0)) + last.substring(1))
                .security(List.of())
                .description("- Who: everybody\n- Limit: none: monitors poll it")
                .responses(OASFactory.createAPIResponses().addAPIResponse("200", answer("`UP`"))
                        .addAPIResponse("503", answer("`DOWN`")));
    }

    private static APIResponse answer(String description) {
        return OASFactory.createAPIResponse().description(description).content(OASFactory.createContent()
                .addMediaType("application/json", OASFactory.createMediaType().schema(body())));
    }

    private static Schema body() {
        var check = Basics.typed(SchemaType.OBJECT).addProperty("name", Basics.typed(SchemaType.STRING))
                .addProperty("status", Basics.typed(SchemaType.STRING))
                .addProperty("data", Basics.typed(SchemaType.OBJECT));
        return Basics.typed(SchemaType.OBJECT).addProperty("status", Basics.typed(SchemaType.STRING))
                .addProperty("checks", Basics.typed(SchemaType.ARRAY).items(check));
    }
}
