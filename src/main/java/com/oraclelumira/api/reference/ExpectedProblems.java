package com.oraclelumira.api.reference;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.jboss.jandex.AnnotationValue;

import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemType;

/** Which problems an operation may answer: those that its method names and those that follow from what it is. */
final class ExpectedProblems {
    private static final String JSON = "application/json";
    /** Answered however full the shop is. */
    private static final String MONITORS = "health";

    private ExpectedProblems() {}

    static Set<ProblemType> of(Operation operation, Endpoint endpoint) {
        var problems = EnumSet.noneOf(ProblemType.class);
        var named = endpoint.own(Fails.class);
        named.map(found -> found.value()).stream().flatMap(found -> Stream.of(found.asEnumArray()))
                .map(ProblemType::valueOf).forEach(problems::add);
        if (named.map(found -> found.value("needsDatabase")).map(AnnotationValue::asBoolean).orElse(true))
            problems.add(ProblemType.SERVICE_UNAVAILABLE);
        if (!endpoint.feature().equals(MONITORS))
            problems.add(ProblemType.OVERLOADED);
        if (Limit.of(endpoint).refuses())
            problems.add(ProblemType.RATE_LIMITED);
        // a query that cannot be decoded
        problems.add(ProblemType.BAD_REQUEST);
        if (hasQuery(operation))
            problems.add(ProblemType.VALIDATION_ERROR);
        if (operation.getParameters() != null)
            problems.add(ProblemType.URI_TOO_LONG);
        addOfToken(problems, Access.of(endpoint));
        addOfBody(problems, operation);
        return problems;
    }

    private static boolean hasQuery(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == In.QUERY);
    }

    private static void addOfToken(Set<ProblemType> problems, Access access) {
        if (access.token() != Access.Token.NONE)
            problems.add(ProblemType.UNAUTHENTICATED);
        if (access.token() == Access.Token.OF_A_ROLE)
            problems.add(ProblemType.FORBIDDEN);
    }

    private static void addOfBody(Set<ProblemType> problems, Operation operation) {
        if (operation.getRequestBody() == null)
            return;
        problems.add(ProblemType.INVALID_REQUEST_BODY);
        problems.add(ProblemType.PAYLOAD_TOO_LARGE);
        problems.add(ProblemType.REQUEST_TIMEOUT);
        if (operation.getRequestBody().getContent().hasMediaType(JSON))
            problems.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }
}
