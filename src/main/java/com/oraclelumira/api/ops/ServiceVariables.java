package com.oraclelumira.api.ops;

import java.time.Duration;
import java.util.List;

import static com.oraclelumira.api.ops.Formats.listOf;
import static com.oraclelumira.api.ops.Formats.oneOf;
import static com.oraclelumira.api.ops.Rule.always;
import static com.oraclelumira.api.ops.Rule.inProduction;
import static com.oraclelumira.api.ops.Variable.variable;

/** The service itself: where it listens, which data it uses, who may call it. */
final class ServiceVariables {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final Rule HTTPS = inProduction("must be https in production", Formats::isHttps);

    static final List<Variable> SERVER = List.of(
            variable("APP_ENV", "Where this runs: production, staging or development").byDefault("development")
                    .rule(always("must be production, staging or development",
                            oneOf("production", "staging", "development")))
                    .changing("decides how strict every other rule is"),
            variable("PORT", "TCP port of the API").byDefault("8080")
                    .rule(always("must be a port number from 1 to 65535", Formats::isPort))
                    .changing("the proxy and the health check of the platform must use the same port"),
            variable("MANAGEMENT_PORT", "TCP port of /metrics, for the monitoring alone").byDefault("9000")
                    .rule(always("must be a port number from 1 to 65535", Formats::isPort))
                    .changing("never publish it: the numbers are the shop's own"),
            variable("PUBLIC_URL",
                    "This API's own public address, used in mailed links and for who comes by plain HTTP")
                    .byDefault("https://api.oraclelumira.com", "http://localhost:${PORT:8080}")
                    .rule(always("must be an absolute http(s) URL without a slash at its end", Formats::isBaseUrl))
                    .rule(HTTPS)
                    .changing("links in mails that were sent before point to the old address"),
            variable("TRUSTED_PROXIES", "Networks (CIDR, comma list) whose X-Forwarded headers are believed")
                    .rule(always("must be a comma list of networks such as 10.0.0.0/8, none wider than /8, no spaces",
                            listOf(Formats::isNetwork)))
                    .changing("too wide: anyone forges an address and escapes the rate limits; "
                            + "too narrow: all visitors share the proxy's limit"),
            variable("HSTS_PRELOAD", "Whether browsers' makers may build in that all our hosts are https only")
                    .byDefault("false").rule(always("must be true or false", oneOf("true", "false")))
                    .changing("true: a first step that takes months to undo, for every subdomain"),
            variable("RATE_LIMIT_STORE", "Where the critical rate limits count: local (in each process) or mongodb "
                    + "(once for all replicas)")
                    .byDefault("local").rule(always("must be local or mongodb", oneOf("local", "mongodb")))
                    .changing("local: with N replicas each limit is N times as wide; mongodb: two round trips to the "
                            + "database for each sign-in, checkout and upload"),
            variable("ENABLE_DEBUG_ROUTES", "Whether the debug routes exist").byDefault("false")
                    .rule(always("must be true or false", oneOf("true", "false")))
                    .rule(inProduction("must be false in production", oneOf("false")))
                    .changing("true: the inside of the service becomes visible"),
            variable("LOG_LEVEL", "How much is logged").byDefault("INFO")
                    .rule(always("must be ERROR, WARN, INFO, DEBUG or TRACE",
                            oneOf("ERROR", "WARN", "INFO", "DEBUG", "TRACE")))
                    .changing("DEBUG and TRACE cost speed and disk, ERROR hides payments that need a look"),
            variable("COMMIT_SHA", "Commit of this build, shown by the health pages").byDefault("unknown")
                    .rule(always("must be 1 to 64 letters, digits, dots, dashes or underscores",
                            value -> value.matches("[A-Za-z0-9._-]{1,64}")))
                    .changing("nothing but what is shown"),
            variable("SHUTDOWN_DELAY", "Time between \"not ready\" and the end, in which the proxy looks elsewhere")
                    .byDefault("12s", "0s")
                    .rule(always("must be a duration from 0s to 60s, such as 12s",
                            value -> Formats.isDurationUpTo(value, LONGEST_DELAY)))
                    .changing("shorter than the proxy's check: requests fail at each deployment; "
                            + "longer than the platform's grace period: the process is killed"));

    static final List<Variable> DATA_AND_ACCESS = List.of(
            variable("MONGODB_URI", "The database, with its name in the path").needed(Need.ALWAYS)
                    .rule(always("must be a mongodb:// or mongodb+srv:// URI that the driver accepts, "
                            + "with a database name in its path", Formats::isMongoUri))
                    .changing("another database is another shop: no order of the old one is seen"),
            variable("MONGODB_SLOW_MS", "From how many milliseconds on a command to the database is counted and logged "
                    + "as slow")
                    .byDefault("100")
                    .rule(always("must be a number from 1 to 60000", Formats.number(1, 60_000)))
                    .changing("lower: more lines and counts, nothing else; the profiler of mongod has a setting of its "
                            + "own"),
            variable("JWT_SECRET",
                    "Signs the tokens of customers and experts; a second one after a comma is for rotation")
                    .needed(Need.ALWAYS)
                    .rule(always("must be one secret, or the new and the old one with a comma between",
                            value -> Formats.items(value).size() <= 2))
                    .rule(always("must have 32 bytes or more in each secret", listOf(SecretStrength::isLongEnough)))
                    .rule(inProduction("must look random in production (generate it with: openssl rand -hex 32)",
                            listOf(SecretStrength::looksRandom)))
                    .changing("the first signs, all verify; a secret that is gone signs everybody out"),
            variable("JWT_ACCEPT_V1", "Whether tokens of the system before this one are accepted until they expire")
                    .byDefault("false").rule(always("must be true or false", oneOf("true", "false")))
                    .changing("true keeps people signed in over the switch; back to false a day later"),
            variable("EXPERT_BOOTSTRAP_CODE", "Invitation code of the first expert, an admin; used once")
                    .rule(always("must have 32 bytes or more", SecretStrength::isLongEnough))
                    .rule(inProduction("must look random in production (generate it with: openssl rand -hex 32)",
                            SecretStrength::looksRandom))
                    .changing("without effect once an expert exists: take it away then"),
            variable("CORS_ORIGIN", "Origins (comma list) that may call the API; the first is the customers' app")
                    .needed(Need.ALWAYS)
                    .rule(always("must be a comma list of exact origins scheme://host[:port], "
                            + "no *, no path, no slash at the end, no spaces", listOf(Formats::isOrigin)))
                    .rule(inProduction("must list https origins only in production", listOf(Formats::isHttps)))
                    .changing("an app that is not listed stops working; sign-in links lead to the first"),
            variable("CLIENT_SIGN_IN", "How customers sign in: link (mailed) or email-only (no proof, as in v1)")
                    .byDefault("link")
                    .rule(always("must be link or email-only", oneOf("link", "email-only")))
                    .changing("email-only: whoever knows an address reads that person's photos and birth data"),
            variable("ABANDONED_ORDER_DAYS", "Days after which an order that was never paid loses its person")
                    .byDefault("30").rule(always("must be a number of days from 7 to 365", Formats.number(7, 365)))
                    .changing("such orders are canceled at Stripe and erased in the nights after"));

    private ServiceVariables() {}
}
