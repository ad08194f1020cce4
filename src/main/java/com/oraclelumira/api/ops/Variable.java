package com.oraclelumira.api.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.oraclelumira.api.ops.Environment.Mode;
import com.oraclelumira.api.ops.Rule.Scope;

/**
 * One line of the rules' table. {@code byDefault} and {@code inDevelopment} are empty where there is no default;
 * {@code consequence} tells an operator what changing the value does.
 */
record Variable(String name, String meaning, String byDefault, String inDevelopment, Need need, List<Rule> rules,
        String consequence) {
    private static final Pattern QUOTED = Pattern.compile("([\"'`]).*\\1|[“‘«].*[”’»]", Pattern.DOTALL);
    static final Rule NO_SPACE_AROUND = Rule.always(
            "has a space or a line break before or after the value (a paste error): remove it",
            value -> value.equals(value.strip()));
    static final Rule NO_QUOTES = Rule.always(
            "has quotes around the value, and they would become part of it: remove them",
            value -> !QUOTED.matcher(value).matches());
    static final Rule ONE_LINE = Rule.always("contains a line break or another control character: remove it",
            value -> value.chars().noneMatch(Character::isISOControl));
    static final Rule LITERAL = Rule.always(
            "contains \"${\", \"$$\" or \"\\$\", which the configuration would not read literally: choose another value",
            value -> !value.contains("${") && !value.contains("$$") && !value.contains("\\$"));
    private static final List<Rule> PASTE_ERRORS = List.of(NO_SPACE_AROUND, NO_QUOTES, ONE_LINE, LITERAL);

    Variable {
        rules = List.copyOf(rules);
    }

    static Variable variable(String name, String meaning) {
        return new Variable(name, meaning, "", "", Need.OPTIONAL, List.of(), "");
    }

    Variable byDefault(String value) {
        return byDefault(value, value);
    }

    Variable byDefault(String value, String valueInDevelopment) {
        return new Variable(name, meaning, value, valueInDevelopment, need, rules, consequence);
    }

    Variable needed(Need when) {
        return new Variable(name, meaning, byDefault, inDevelopment, when, rules, consequence);
    }

    Variable rule(Rule rule) {
        var more = new ArrayList<>(rules);
        more.add(rule);
        return new Variable(name, meaning, byDefault, inDevelopment, need, more, consequence);
    }

    Variable changing(String whatItDoes) {
        return new Variable(name, meaning, byDefault, inDevelopment, need, rules, whatItDoes);
    }

    Optional<String> defaultIn(Mode mode) {
        return Optional.of(mode == Mode.DEVELOPMENT ? inDevelopment : byDefault).filter(value -> !value.isEmpty());
    }

    /** All broken rules; those of one mode only once the value has the right form, since they would repeat it. */
    List<Fault> check(Environment environment) {
        return environment.get(name)
                .map(value -> broken(value, environment))
                .orElseGet(() -> need.applies().test(environment) ? List.of(need.sentence()) : List.of())
                .stream().map(sentence -> new Fault(name, sentence)).toList();
    }

    private List<String> broken(String value, Environment environment) {
        var pasted = broken(PASTE_ERRORS, value, environment);
        if (!pasted.isEmpty()) {
            return pasted;
        }
        var form = broken(rulesIn(Scope.ALWAYS), value, environment);
        return form.isEmpty() ? broken(rules, value, environment) : form;
    }

    List<Rule> rulesIn(Scope scope) {
        return rules.stream().filter(rule -> rule.scope() == scope).toList();
    }

    private static List<String> broken(List<Rule> rules, String value, Environment environment) {
        return rules.stream().filter(rule -> rule.isBrokenBy(value, environment)).map(Rule::sentence).toList();
    }
}
