package com.oraclelumira.sandbox;

import java.util.HashMap;
import java.util.Map;

/** What the application of a shop is told by its environment, by the names that an operator uses. */
final class ShopEnvironment {
    private ShopEnvironment() {}

    static Map<String, String> of(LocalShop shop, ShopSettings settings, ShopSecrets secrets) {
        var variables = new HashMap<String, String>();
        variables.put("APP_ENV", "development");
        variables.put("PORT", String.valueOf(settings.ports().api()));
        variables.put("MANAGEMENT_PORT", String.valueOf(settings.ports().metrics()));
        variables.put("PUBLIC_URL", shop.publicUrl());
        variables.put("CORS_ORIGIN", String.join(",", shop.pages()));
        variables.put("TRUSTED_PROXIES", "127.0.0.0/8");
        variables.put("ENABLE_DEBUG_ROUTES", "true");
        variables.put("COMMIT_SHA", "local");
        variables.put("MONGODB_URI", shop.mongo().uri());
        variables.put("JWT_SECRET", secrets.jwt());
        variables.put("STRIPE_API_BASE", shop.stripe().baseUrl());
        variables.put("STRIPE_SECRET_KEY", LocalShop.STRIPE_KEY);
        variables.put("STRIPE_PUBLISHABLE_KEY", "pk_test_local_shop");
        variables.put("STRIPE_WEBHOOK_SECRET", secrets.webhook());
        variables.put("EXPERT_BOOTSTRAP_CODE", secrets.expertCode());
        variables.put("N8N_WEBHOOK_URL", shop.n8n().webhookUrl());
        variables.put("N8N_WEBHOOK_TOKEN", LocalShop.N8N_TOKEN);
        variables.put("N8N_CALLBACK_SECRET", secrets.n8nCallback());
        variables.put("SMTP_HOST", "127.0.0.1");
        variables.put("SMTP_PORT", String.valueOf(shop.mailbox().port()));
        variables.put("SMTP_STARTTLS", "DISABLED");
        variables.put("MAIL_FROM", "Oracle Lumira <bonjour@example.com>");
        variables.put("SUPPORT_EMAIL", "support@example.com");
        variables.put("S3_ENDPOINT", shop.storage().endpoint());
        variables.put("S3_FORCE_PATH_STYLE", "true");
        variables.put("AWS_REGION", shop.storageAccount().region());
        variables.put("AWS_ACCESS_KEY_ID", shop.storageAccount().accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", shop.storageAccount().secretAccessKey());
        variables.put("AWS_S3_BUCKET_NAME", LocalShop.UPLOADS);
        variables.put("AWS_LECTURES_BUCKET_NAME", LocalShop.LECTURES);
        return variables;
    }
}
