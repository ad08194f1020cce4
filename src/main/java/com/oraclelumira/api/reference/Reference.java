package com.oraclelumira.api.reference;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.IndexView;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * Completes the description of the API while the application is built, from the annotations that the code obeys: roles,
 * limits, problems. Nothing of it runs in production.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class Reference implements OASFilter {
    private final IndexView index;

    public Reference(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Basics.describe(api);
        api.getPaths().getPathItems().values().forEach(path -> path.getOperations().values().forEach(this::complete));
        HealthPages.add(api.getPaths());
        new Presence(index).mark(api.getComponents().getSchemas());
    }

    private void complete(Operation operation) {
        var endpoint = Endpoint.of(operation.getOperationId(), index);
        operation.setOperationId(endpoint.id());
        operation.setTags(null);
        Chapter.of(endpoint.feature()).ifPresent(chapter -> operation.addTag(chapter.title()));
        var access = Access.of(endpoint);
        var limit = Limit.of(endpoint);
        operation.setSecurity(access.security());
        operation.setDescription(text(operation.getDescription(), access, limit));
        endpoint.own(ResponseStatus.class).ifPresent(status -> succeed(operation, status.value().asInt()));
        ProblemAnswers.add(operation, ExpectedProblems.of(operation, endpoint));
    }

    private static void succeed(Operation operation, int status) {
        var answers = operation.getResponses();
        answers.addAPIResponse(String.valueOf(status), answers.getAPIResponse("200"));
        answers.removeAPIResponse("200");
    }

    private static String text(String own, Access access, Limit limit) {
        return (own == null ? "" : own + "\n\n") + "- Who: " + access.who() + "\n- Limit: " + limit.sentence();
    }
}
