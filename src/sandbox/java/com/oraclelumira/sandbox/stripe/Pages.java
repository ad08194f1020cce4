package com.oraclelumira.sandbox.stripe;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lists, newest first, page by page, as Stripe's cursor parameters ask. */
final class Pages {
    static final String PARAMS = "created limit starting_after ending_before";
    private static final int DEFAULT_LIMIT = 10;
    private static final int LARGEST_LIMIT = 100;
    private final SandboxState state;

    Pages(SandboxState state) {
        this.state = state;
    }

    ObjectNode list(Kind kind, Params params, Predicate<ObjectNode> filter) {
        int limit = limit(params);
        Optional<String> after = params.text("starting_after");
        Optional<String> before = params.text("ending_before");
        if (after.isPresent() && before.isPresent()) {
            throw StripeError.invalid(null, "ending_before", "Either starting_after or ending_before, not both.");
        }
        List<ObjectNode> all = state.shelf(kind).newestFirst();
        int from = after.map(id -> position(kind, all, id, "starting_after") + 1).orElse(0);
        int to = before.map(id -> position(kind, all, id, "ending_before")).orElse(all.size());
        List<ObjectNode> found = all.subList(from, Math.max(from, to)).stream()
                .filter(filter.and(created(params))).toList();
        // ending_before asks for the page next to the cursor, which is the end of what is newer than it
        int start = before.isPresent() ? Math.max(0, found.size() - limit) : 0;
        List<ObjectNode> page = found.subList(start, Math.min(found.size(), start + limit));
        return answer(kind.path, page, found.size() > page.size());
    }

    static ObjectNode answer(String url, List<ObjectNode> page, boolean more) {
        ObjectNode list = Json.object().put("object", "list");
        list.putArray("data").addAll(page);
        return list.put("has_more", more).put("url", url);
    }

    /** Objects whose fields equal the parameters of the same names, where these are given. */
    static Predicate<ObjectNode> same(Params params, String... names) {
        return object -> {
            for (String name : names) {
                Optional<String> wanted = params.text(name);
                if (wanted.isPresent() && !wanted.get().equals(object.path(name).asText())) {
                    return false;
                }
            }
            return true;
        };
    }

    private static int limit(Params params) {
        long limit = params.integer("limit").orElse((long) DEFAULT_LIMIT);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw StripeError.invalid("parameter_invalid_integer", "limit", "Limit must be between 1 and 100");
        }
        return (int) limit;
    }

    private static int position(Kind kind, List<ObjectNode> all, String id, String param) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).path("id").asText().equals(id)) {
                return i;
            }
        }
        throw StripeError.missingParam(kind.object, param, id);
    }

    private static Predicate<ObjectNode> created(Params params) {
        Optional<Long> exactly = params.has("created") && params.object("created").tree().isEmpty()
                ? params.integer("created")
                : Optional.empty();
        Params bounds = params.object("created");
        long from = Math.max(bounds.integer("gte").orElse(Long.MIN_VALUE),
                bounds.integer("gt").map(t -> t + 1).orElse(Long.MIN_VALUE));
        long to = Math.min(bounds.integer("lte").orElse(Long.MAX_VALUE),
                bounds.integer("lt").map(t -> t - 1).orElse(Long.MAX_VALUE));
        return object -> {
            long created = object.path("created").asLong();
            return exactly.map(t -> t == created).orElse(created >= from && created <= to);
        };
    }
}
