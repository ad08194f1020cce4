package com.oraclelumira.api.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import com.oraclelumira.api.contract.Difference.Kind;
import com.oraclelumira.api.http.ProblemType;

/** The differences from v1 that were decided on, each with its reason. What stands there now is part of the decision. */
record Allowances(List<Allowance> list) {
    static final Allowances NONE = new Allowances(List.of());

    /** {@code ours}: a {@link FreeValue}, a pattern, or what it must be as JSON (free values inside by their form);
     * {@code null} when nothing is there. */
    record Allowance(String path, Kind kind, Object ours, String reason) {
        boolean allows(Difference difference) {
            return difference.path().equals(path) && difference.kind() == kind && isOurs(difference.ours());
        }

        private boolean isOurs(JsonNode found) {
            return switch (ours) {
                case null -> found.isMissingNode();
                case FreeValue free -> free.isOurs(found.asText());
                case Pattern pattern -> pattern.matcher(found.asText()).matches();
                default -> Comparison.of(Recording.JSON.<JsonNode>valueToTree(ours), found).differences().isEmpty();
            };
        }
    }

    /** v1 sent these; we do not. */
    Allowances without(String reason, String... paths) {
        return and(Arrays.stream(paths).map(path -> new Allowance(path, Kind.MISSING, null, reason)).toList());
    }

    /** v1 did not send this; we do. */
    Allowances with(String path, Object ours, String reason) {
        return and(List.of(new Allowance(path, Kind.EXTRA, ours, reason)));
    }

    /** Another value of the same type. */
    Allowances instead(String path, Object ours, String reason) {
        return and(List.of(new Allowance(path, Kind.OTHER_VALUE, ours, reason)));
    }

    /** A value where v1 had {@code null}. */
    Allowances insteadOfNull(String path, Object ours, String reason) {
        return and(List.of(new Allowance(path, Kind.OTHER_TYPE, ours, reason)));
    }

    /** A value of another type. */
    Allowances ofAnotherType(String path, Object ours, String reason) {
        return insteadOfNull(path, ours, reason);
    }

    Allowances and(Allowances more) {
        return and(more.list());
    }

    private Allowances and(List<Allowance> more) {
        var both = new ArrayList<>(list);
        both.addAll(more);
        return new Allowances(List.copyOf(both));
    }

    /**
     * What every refusal has beyond v1's: the members of RFC 9457 that this recording lacks, and a French sentence where
     * v1 had its own or an English one. Another status or code is a decision of its own: list it beside.
     */
    static Allowances refusal(Recording recording, ProblemType type, String sentence) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", type.uri());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", sentence);
        members.put("instance", recording.path());
        members.put("requestId", FreeValue.REQUEST_ID);
        members.put("code", type.name());
        members.put("error", sentence);
        members.put("message", sentence);
        members.put("timestamp", FreeValue.INSTANT);
        var allowed = NONE.instead("headers.content-type", "application/problem+json",
                "errors of every layer are RFC 9457 problems");
        for (var member : members.entrySet())
            allowed = allowed.and(member(recording.response().path("body").path(member.getKey()), member.getKey(),
                    member.getValue()));
        return allowed;
    }

    private static Allowances member(JsonNode recorded, String name, Object ours) {
        if (recorded.isMissingNode())
            return NONE.with("body." + name, ours, "member of every problem");
        boolean sentence = name.equals("error") || name.equals("message");
        return sentence && !recorded.asText().equals(ours)
                ? NONE.instead("body." + name, ours, "the page shows it, so it is one French sentence for people")
                : NONE;
    }
}
