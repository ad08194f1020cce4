package com.oraclelumira.api.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

import com.oraclelumira.api.ops.Environment.Mode;
import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** The environment, beyond what a start insists on. Names and sentences, never a value of a secret. */
@Singleton
class ConfigurationProbes implements Group {
    private static final String PAGE = "configuration.md";
    /** What v1 allowed, each an accepted risk for a migration. */
    private static final List<String> LENIENT = List.of("CLIENT_SIGN_IN", "JWT_ACCEPT_V1", "N8N_CALLBACK_ACCEPT_V1");

    private final Environment environment;

    @Inject
    ConfigurationProbes(Config config) {
        this(of(config));
    }

    ConfigurationProbes(Environment environment) {
        this.environment = environment;
    }

    private static Environment of(Config config) {
        var variables = new HashMap<String, String>();
        Stream.concat(EnvironmentRules.VARIABLES.stream().map(Variable::name),
                EnvironmentRules.FORMER.keySet().stream())
                .forEach(name -> config.getOptionalValue(name, String.class)
                        .ifPresent(value -> variables.put(name, value)));
        return new Environment(variables);
    }

    @Override
    public String name() {
        return "Configuration";
    }

    @Override
    public List<Probe> probes() {
        return List.of(
                probe("configuration", List.of("SEC-1", "DEP-4"),
                        "The environment should break no rule and leave nothing out.", this::rules),
                probe("jwt-secret", List.of("SEC-2"), "JWT_SECRET should be random in every environment.",
                        this::secret),
                probe("live-keys", List.of("PAY-1"), "Stripe's keys should be live ones in production.", this::keys),
                probe("cors-setting", List.of("SEC-4"), "CORS_ORIGIN should name exact https origins.", this::origins),
                probe("debug-setting", List.of("SEC-6"), "Nothing for finding faults should be turned on.",
                        this::debug),
                probe("v1-leniency", List.of("SEC-2"), "Nothing that only the former system allowed should be allowed.",
                        this::leniency));
    }

    private static Probe probe(String id, List<String> lines, String sentence, Probe.Look look) {
        return new Probe(id, lines, sentence, PAGE, look);
    }

    private Finding rules() {
        var faults = EnvironmentRules.faults(environment);
        if (!faults.isEmpty())
            return Finding.bad(said(faults), "set it right and deploy");
        if (environment.mode() == Mode.DEVELOPMENT)
            return Finding.bad("APP_ENV: development, which is laxer than an installation may be",
                    "set APP_ENV to production or staging");
        var warnings = EnvironmentRules.warnings(environment).stream()
                .filter(fault -> !LENIENT.contains(fault.variable())).toList();
        return warnings.isEmpty()
                ? Finding.good(environment.mode().name().toLowerCase(Locale.ROOT) + ", every rule holds")
                : Finding.human(said(warnings), "is each of these meant?");
    }

    private Finding secret() {
        boolean random = environment.get("JWT_SECRET").map(Formats::items).stream().flatMap(List::stream)
                .allMatch(secret -> SecretStrength.isLongEnough(secret) && SecretStrength.looksRandom(secret));
        return environment.hasAny("JWT_SECRET") && random
                ? Finding.good("32 bytes or more, and it looks random")
                : Finding.bad("it is short, or looks as if somebody had typed it", "openssl rand -hex 32");
    }

    private Finding keys() {
        var live = Stream.of("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY")
                .filter(name -> environment.get(name).filter(key -> key.startsWith("live_", 3)).isPresent()).toList();
        if (environment.mode() == Mode.PRODUCTION)
            return live.size() == 2
                    ? Finding.good("both keys are live")
                    : Finding.bad(
                            "live in production: " + (live.isEmpty() ? "none of both" : "only " + live.getFirst()),
                            "set STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY of live mode");
        return live.isEmpty()
                ? Finding.human("test keys, as they should be outside production", "run it in production for PAY-1")
                : Finding.bad("live outside production: " + String.join(", ", live), "set the keys of test mode");
    }

    private Finding origins() {
        var origins = environment.get("CORS_ORIGIN").map(Formats::items).orElse(List.of());
        var wrong = origins.stream().filter(origin -> !Formats.isOrigin(origin) || !Formats.isHttps(origin)).toList();
        return wrong.isEmpty() && !origins.isEmpty()
                ? Finding.good(String.join(", ", origins))
                : Finding.bad(
                        origins.isEmpty() ? "none is named" : "not exact, or not https: " + String.join(", ", wrong),
                        "list https://host of both apps, without paths or wildcards");
    }

    private Finding debug() {
        var on = new ArrayList<String>();
        if (environment.get("ENABLE_DEBUG_ROUTES").filter("true"::equals).isPresent())
            on.add("ENABLE_DEBUG_ROUTES=true");
        environment.get("LOG_LEVEL").filter(Formats.oneOf("DEBUG", "TRACE"))
                .ifPresent(level -> on.add("LOG_LEVEL=" + level));
        return on.isEmpty()
                ? Finding.good("debug routes off, log level " + environment.get("LOG_LEVEL").orElse("INFO"))
                : Finding.bad(String.join(", ", on), "take it out of the environment");
    }

    private Finding leniency() {
        var allowed = EnvironmentRules.warnings(environment).stream()
                .filter(fault -> LENIENT.contains(fault.variable())).toList();
        return allowed.isEmpty()
                ? Finding.good("none of " + String.join(", ", LENIENT))
                : Finding.human("an accepted risk: " + said(allowed), "who accepted it, and until when?");
    }

    private static String said(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
    }
}
