package com.oraclelumira.api.ops;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables that this process was started with. A variable that is set to nothing counts as not set. */
record Environment(Map<String, String> variables) {

    /** Where the application runs; decides how strict the rules are. */
    enum Mode {
        PRODUCTION,
        STAGING,
        DEVELOPMENT
    }

    Environment {
        variables = Map.copyOf(variables);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** An APP_ENV that is none of the three is judged as production: the strict side is the safe one. */
    Mode mode() {
        return switch (get("APP_ENV").orElse("development")) {
            case "development" -> Mode.DEVELOPMENT;
            case "staging" -> Mode.STAGING;
            default -> Mode.PRODUCTION;
        };
    }

    boolean hasAny(String... names) {
        return Stream.of(names).anyMatch(name -> get(name).isPresent());
    }
}
