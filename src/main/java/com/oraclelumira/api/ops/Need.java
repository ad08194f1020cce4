package com.oraclelumira.api.ops;

import java.util.function.Predicate;

import com.oraclelumira.api.ops.Environment.Mode;

/** When a variable must be set. The sentence follows the variable's name. */
record Need(String sentence, Predicate<Environment> applies) {
    static final Need OPTIONAL = new Need("", environment -> false);
    static final Need ALWAYS = new Need("is required", environment -> true);
    static final Need IN_PRODUCTION = new Need("is required in production",
            environment -> environment.mode() == Mode.PRODUCTION);

    /** Required as soon as one of the others is set. */
    static Need with(String... others) {
        return new Need("is required as soon as " + String.join(" or ", others) + " is set",
                environment -> environment.hasAny(others));
    }

    Need or(Need other) {
        return new Need(sentence + ", and " + other.sentence, applies.or(other.applies));
    }
}
