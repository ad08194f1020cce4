package com.oraclelumira.api.ops;

import java.util.function.BiPredicate;
import java.util.function.Predicate;

import com.oraclelumira.api.ops.Environment.Mode;

/** What a value must be, as a sentence that follows the variable's name, and the test of it. */
record Rule(Scope scope, String sentence, BiPredicate<String, Environment> test) {

    enum Scope {
        ALWAYS,
        PRODUCTION,
        OUTSIDE_PRODUCTION;

        boolean covers(Mode mode) {
            return this == ALWAYS || (this == PRODUCTION) == (mode == Mode.PRODUCTION);
        }
    }

    static Rule always(String sentence, Predicate<String> test) {
        return new Rule(Scope.ALWAYS, sentence, (value, all) -> test.test(value));
    }

    static Rule inProduction(String sentence, Predicate<String> test) {
        return new Rule(Scope.PRODUCTION, sentence, (value, all) -> test.test(value));
    }

    static Rule outsideProduction(String sentence, Predicate<String> test) {
        return new Rule(Scope.OUTSIDE_PRODUCTION, sentence, (value, all) -> test.test(value));
    }

    boolean isBrokenBy(String value, Environment environment) {
        return scope.covers(environment.mode()) && !test.test(value, environment);
    }
}
