package com.oraclelumira.api.ops;

import java.util.List;

import static com.oraclelumira.api.ops.Formats.listOf;
import static com.oraclelumira.api.ops.Formats.oneOf;
import static com.oraclelumira.api.ops.Rule.always;
import static com.oraclelumira.api.ops.Rule.inProduction;
import static com.oraclelumira.api.ops.Rule.outsideProduction;
import static com.oraclelumira.api.ops.Variable.variable;

/** Stripe. Real money and test money never meet: the mode of the keys follows APP_ENV. */
final class PaymentVariables {
    private static final String STRIPE = "https://api.stripe.com";
    private static final Rule SAME_MODE = new Rule(Rule.Scope.ALWAYS,
            "must be of the same mode (test or live) as STRIPE_SECRET_KEY",
            (value, all) -> all.get("STRIPE_SECRET_KEY").filter(PaymentVariables::isSecretKey)
                    .map(key -> isLive(key) == isLive(value)).orElse(true));

    static final List<Variable> STRIPE_VARIABLES = List.of(
            variable("STRIPE_SECRET_KEY", "Stripe's secret or restricted key").needed(Need.ALWAYS)
                    .rule(always("must be a whole key that starts with sk_test_, rk_test_, sk_live_ or rk_live_",
                            PaymentVariables::isSecretKey))
                    .rule(inProduction("must be a live key (sk_live_ or rk_live_) in production",
                            PaymentVariables::isLive))
                    .rule(outsideProduction("must be a test key (sk_test_ or rk_test_) outside production",
                            key -> !isLive(key)))
                    .changing("payments go through the account of the key"),
            variable("STRIPE_PUBLISHABLE_KEY", "Stripe's publishable key, as the apps use it")
                    .needed(Need.IN_PRODUCTION)
                    .rule(always("must be a whole key that starts with pk_test_ or pk_live_",
                            value -> value.matches("pk_(test|live)_[A-Za-z0-9_]+")))
                    .rule(SAME_MODE)
                    .changing("must belong to the same account as the secret key"),
            variable("STRIPE_WEBHOOK_SECRET", "Signing secrets (comma list) of the webhook endpoints")
                    .needed(Need.ALWAYS)
                    .rule(always("must be a comma list of secrets that each start with whsec_ and go on, no spaces",
                            listOf(secret -> secret.matches("whsec_[A-Za-z0-9+/=_-]+"))))
                    .changing("every listed secret is accepted; an event signed with another is refused, "
                            + "and Stripe retries it for three days"),
            variable("STRIPE_API_BASE", "Where Stripe's API is; another place only for tests").byDefault(STRIPE)
                    .rule(always("must be an absolute http(s) URL without a slash at its end", Formats::isBaseUrl))
                    .rule(inProduction("must be " + STRIPE + " in production", oneOf(STRIPE)))
                    .changing("another address takes no real payment"));

    private PaymentVariables() {}

    private static boolean isSecretKey(String value) {
        return value.matches("[sr]k_(test|live)_[A-Za-z0-9_]+");
    }

    private static boolean isLive(String key) {
        return key.startsWith("live_", 3);
    }
}
