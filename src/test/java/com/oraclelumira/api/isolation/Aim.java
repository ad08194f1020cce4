package com.oraclelumira.api.isolation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;

/** One way to call an operation so that it would hit the victim. {@code places} fill the braces of the path in order. */
record Aim(List<String> places, Map<String, Object> query, @Nullable Object body) {

    static Aim at(String... places) {
        return new Aim(List.of(places), Map.of(), null);
    }

    Aim asking(String name, Object value) {
        var more = new HashMap<>(query);
        more.put(name, value);
        return new Aim(places, more, body);
    }

    Aim sending(Object sent) {
        return new Aim(places, query, sent);
    }

    /** @param operation such as {@code GET /api/orders/{handle}} */
    Response fire(RequestSpecification client, String operation) {
        var path = operation.substring(operation.indexOf(' ') + 1);
        for (var place : places)
            path = path.replaceFirst("\\{[^}]+}", place);
        client.queryParams(query).redirects().follow(false);
        if (body != null)
            client.body(body);
        return client.request(operation.substring(0, operation.indexOf(' ')), path);
    }
}
