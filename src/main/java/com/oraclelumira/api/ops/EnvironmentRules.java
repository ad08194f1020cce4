package com.oraclelumira.api.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.oraclelumira.api.ops.Environment.Mode;

/** The table of everything that an operator sets; docs/runbook/configuration.md and .env.example are its copies. */
final class EnvironmentRules {
    static final List<Variable> VARIABLES = Stream.of(ServiceVariables.SERVER, ServiceVariables.DATA_AND_ACCESS,
            PaymentVariables.STRIPE_VARIABLES, PartnerVariables.MAIL, PartnerVariables.S3,
            PartnerVariables.N8N_AND_ALERTS, PartnerVariables.TRACES).flatMap(List::stream).toList();

    /** v1 names that mean nothing here and would be missed by who believes they do. */
    static final Map<String, String> FORMER = Map.of(
            "NODE_ENV", "is not read any more: set APP_ENV",
            "STRIPE_PRODUCT_WEBHOOK_SECRET", "is not read any more: add it to the list in STRIPE_WEBHOOK_SECRET",
            "LUMIRA_ACCESS_KEY", "is not read any more: set AWS_ACCESS_KEY_ID",
            "LUMIRA_SECRET_KEY", "is not read any more: set AWS_SECRET_ACCESS_KEY",
            "SENDGRID_API_KEY", "is not read: mail goes by SMTP, set SMTP_HOST, SMTP_USER and SMTP_PASSWORD");

    private EnvironmentRules() {}

    static List<Fault> faults(Environment environment) {
        var faults = new ArrayList<>(
                VARIABLES.stream().flatMap(variable -> variable.check(environment).stream()).toList());
        add(faults, environment.get("PORT").orElse("8080").equals(environment.get("MANAGEMENT_PORT").orElse("9000")),
                "MANAGEMENT_PORT", "must not be the same as PORT");
        return faults;
    }

    /** What lets the application start and still deserves a look. */
    static List<Fault> warnings(Environment environment) {
        var warnings = new ArrayList<Fault>();
        Mode mode = environment.mode();
        add(warnings, mode == Mode.STAGING && !environment.hasAny("PUBLIC_URL"), "PUBLIC_URL",
                "is not set, so the links in staging's mails lead to production");
        add(warnings, !environment.hasAny("SMTP_HOST"), "SMTP_HOST",
                "is not set, so no mail leaves and customers get no sign-in link");
        add(warnings, environment.get("CLIENT_SIGN_IN").filter("email-only"::equals).isPresent(), "CLIENT_SIGN_IN",
                "email-only lets anyone read the data of an address they know: an accepted risk, for a migration only");
        add(warnings, environment.get("JWT_ACCEPT_V1").filter("true"::equals).isPresent(), "JWT_ACCEPT_V1",
                "accepts tokens that nothing but their end can revoke: set it back to false a day after the switch");
        add(warnings, environment.get("N8N_CALLBACK_ACCEPT_V1").filter("true"::equals).isPresent(),
                "N8N_CALLBACK_ACCEPT_V1",
                "accepts answers of n8n that can be replayed: an accepted risk, for a migration only");
        add(warnings, mode != Mode.DEVELOPMENT && !environment.hasAny("TRUSTED_PROXIES"), "TRUSTED_PROXIES",
                "is not set, so behind a proxy all visitors share one rate limit and plain HTTP is not noticed");
        add(warnings, mode == Mode.PRODUCTION && !environment.hasAny("AWS_ACCESS_KEY_ID"), "AWS_ACCESS_KEY_ID",
                "is not set, so customers cannot upload photos");
        FORMER.forEach((name, sentence) -> add(warnings, environment.hasAny(name), name, sentence));
        return warnings;
    }

    private static void add(List<Fault> faults, boolean applies, String variable, String sentence) {
        if (applies) {
            faults.add(new Fault(variable, sentence));
        }
    }

    static boolean isFormer(String name) {
        return FORMER.containsKey(name);
    }

    /**
     * System properties that make the configuration see what was checked: the framework reads an empty variable as an
     * empty value where we read "not set".
     */
    static Map<String, String> settings(Environment environment) {
        var settings = new HashMap<String, String>();
        for (Variable variable : VARIABLES) {
            if (environment.variables().containsKey(variable.name()) && !environment.hasAny(variable.name())) {
                variable.defaultIn(environment.mode()).ifPresent(value -> settings.put(variable.name(), value));
            }
        }
        // the framework insists on a host even when no mail is ever sent
        if (!environment.hasAny("SMTP_HOST"))
            settings.put("quarkus.mailer.host", "localhost");
        return settings;
    }
}
