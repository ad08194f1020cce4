package com.oraclelumira.api.ops;

import java.util.HashMap;
import java.util.Map;

/** Environments that break no rule, to be broken one variable at a time. */
final class GoodEnvironment {
    static final String RANDOM = "5f0c8a913be7d2464c1d09afb3e86572";

    private GoodEnvironment() {}

    static Map<String, String> development() {
        return new HashMap<>(Map.of("MONGODB_URI", "mongodb://127.0.0.1:27017/lumira", "JWT_SECRET", "x".repeat(32),
                "CORS_ORIGIN", "http://localhost:5173", "STRIPE_SECRET_KEY", "sk_test_1", "STRIPE_WEBHOOK_SECRET",
                "whsec_1"));
    }

    static Map<String, String> production() {
        var variables = development();
        variables
                .putAll(Map.of("APP_ENV", "production", "JWT_SECRET", RANDOM, "CORS_ORIGIN", "https://oraclelumira.com",
                        "STRIPE_SECRET_KEY", "rk_live_1", "STRIPE_PUBLISHABLE_KEY", "pk_live_1", "SMTP_HOST",
                        "smtp.sendgrid.net",
                        "MAIL_FROM", "Oracle Lumira <bonjour@oraclelumira.com>"));
        return variables;
    }

    static Map<String, String> in(String mode) {
        var variables = mode.equals("production") ? production() : development();
        variables.put("APP_ENV", mode);
        return variables;
    }
}
