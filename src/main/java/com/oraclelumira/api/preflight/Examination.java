package com.oraclelumira.api.preflight;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * All answers of one run, in the groups' order.
 *
 * @param of the installation's public address
 * @param commit that runs there, {@code "unknown"} when it does not say
 */
@RegisterForReflection
public record Examination(Instant at, String of, String commit, List<Result> results) {

    public Examination {
        results = List.copyOf(results);
    }

    /** No probe is {@link Mark#BAD}. */
    @JsonProperty(value = "go", access = JsonProperty.Access.READ_ONLY)
    public boolean isGo() {
        return results.stream().noneMatch(result -> result.mark() == Mark.BAD);
    }
}
