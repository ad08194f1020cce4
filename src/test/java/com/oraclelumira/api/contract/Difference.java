package com.oraclelumira.api.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** One place where our answer is not v1's, such as {@code body.order.status}. The absent side is a missing node. */
record Difference(String path, Kind kind, JsonNode recorded, JsonNode ours) {
    enum Kind {
        /** v1 sent it, we do not. */
        MISSING,
        /** We send it, v1 did not. */
        EXTRA,
        OTHER_TYPE,
        OTHER_VALUE
    }

    @Override
    public String toString() {
        return "%s: %s, v1 %s, ours %s".formatted(path, kind, shown(recorded), shown(ours));
    }

    private static String shown(JsonNode side) {
        return side.isMissingNode() ? "nothing" : side.toString();
    }
}
