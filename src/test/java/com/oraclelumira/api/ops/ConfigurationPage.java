package com.oraclelumira.api.ops;

import java.util.List;
import java.util.stream.Collectors;

import com.oraclelumira.api.ops.Rule.Scope;

/** The rules' table as the two files for operators show it. */
final class ConfigurationPage {
    private ConfigurationPage() {}

    static String table() {
        return """
            | variable | meaning | default | rule | in production also | changing it |
            |---|---|---|---|---|---|
            """ + EnvironmentRules.VARIABLES.stream().map(ConfigurationPage::row).collect(Collectors.joining());
    }

    private static String row(Variable variable) {
        return "| `%s` | %s | %s | %s | %s | %s |\n".formatted(variable.name(), variable.meaning(), defaults(variable),
                rule(variable), sentences(variable.rulesIn(Scope.PRODUCTION)), variable.consequence());
    }

    private static String defaults(Variable variable) {
        boolean differs = !variable.inDevelopment().equals(variable.byDefault());
        return code(variable.byDefault()) + (differs ? "; in development " + code(variable.inDevelopment()) : "");
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String rule(Variable variable) {
        var rules = sentences(variable.rulesIn(Scope.ALWAYS));
        var elsewhere = sentences(variable.rulesIn(Scope.OUTSIDE_PRODUCTION));
        return List.of(variable.need().sentence(), rules, elsewhere).stream().filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String sentences(List<Rule> rules) {
        return rules.stream().map(Rule::sentence).map(text -> text.replace("*", "\\*"))
                .collect(Collectors.joining("; "));
    }
}
