package com.oraclelumira.sandbox.stripe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which handler answers which method and path; a path may hold one {@code *}, which is the id. */
final class Router {
    /** Answers one operation; {@code id} is the path's variable segment or empty. */
    @FunctionalInterface
    interface Handler {
        ObjectNode handle(String id, Params params);
    }

    private record Route(String method, List<String> segments, Set<String> known, Handler handler) {
        Optional<String> match(String verb, List<String> path) {
            if (!method.equals(verb) || path.size() != segments.size()) {
                return Optional.empty();
            }
            String id = "";
            for (int i = 0; i < path.size(); i++) {
                if (segments.get(i).equals("*")) {
                    id = path.get(i);
                } else if (!segments.get(i).equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(id);
        }
    }

    private final List<Route> routes = new ArrayList<>();

    /** @param known the parameters that the operation takes, apart by blanks; {@code expand} always is; "**" = any */
    Router on(String operation, String known, Handler handler) {
        String[] methodAndPath = operation.split(" ");
        var names = new HashSet<>(Arrays.asList(known.split(" ")));
        names.add("expand");
        routes.add(new Route(methodAndPath[0], segments(methodAndPath[1]), names, handler));
        return this;
    }

    /** @throws StripeError 404 if nothing answers there, 400 for a parameter that the operation does not know */
    ObjectNode route(Call call) {
        List<String> path = segments(call.path());
        for (Route route : routes) {
            Optional<String> id = route.match(call.method(), path);
            if (id.isPresent()) {
                var params = new Params(call.params());
                if (!route.known().contains("**")) {
                    params.refuseUnknown(route.known());
                }
                return route.handler().handle(id.get(), params);
            }
        }
        throw new StripeError(404, "invalid_request_error",
                "Unrecognized request URL (" + call.method() + ": " + call.path() + ").", false);
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/"));
    }
}
