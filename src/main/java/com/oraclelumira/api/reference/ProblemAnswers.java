package com.oraclelumira.api.reference;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

import com.oraclelumira.api.http.ProblemType;

/** One answer for each status with which an operation may refuse, its codes listed. */
final class ProblemAnswers {
    private ProblemAnswers() {}

    /** What the method itself says of a status stays. */
    static void add(Operation operation, Set<ProblemType> problems) {
        var byStatus = problems.stream()
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, types) -> {
            if (!operation.getResponses().hasAPIResponse(String.valueOf(status)))
                operation.getResponses().addAPIResponse(String.valueOf(status), answer(status, types));
        });
    }

    private static APIResponse answer(int status, List<ProblemType> types) {
        var codes = types.stream().map(type -> "`%s` %s".formatted(type, type.title()))
                .collect(Collectors.joining("; "));
        var answer = OASFactory.createAPIResponse().description(codes)
                .content(OASFactory.createContent().addMediaType(Basics.PROBLEM_JSON, OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref(Basics.PROBLEM))));
        headers(status).forEach(name -> answer.addHeader(name, OASFactory.createHeader().ref(name)));
        return answer;
    }

    private static List<String> headers(int status) {
        return switch (status) {
            case 401 -> List.of("WWW-Authenticate");
            case 429 -> List.of("Retry-After", "RateLimit", "RateLimit-Policy");
            case 503 -> List.of("Retry-After");
            default -> List.of();
        };
    }
}
