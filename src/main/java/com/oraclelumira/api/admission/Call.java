package com.oraclelumira.api.admission;

import java.util.Map;
import java.util.Set;

/** What is known of a call by its path alone. {@code largestBody} is in bytes; a path that is on no list gets the least. */
record Call(Lane lane, int largestBody) {
    private static final int KIB = 1024;
    private static final Call USUAL = new Call(Lane.SHOP, 64 * KIB);
    /** Two texts of 20,000 characters, or a whole form. */
    private static final Call TEXTS = new Call(Lane.SHOP, 256 * KIB);
    private static final Call DELIVERY = new Call(Lane.DELIVERIES, 1024 * KIB);
    private static final Call MONITOR = new Call(Lane.MONITORS, KIB);

    static final Map<String, Call> BY_PATH = Map.of("/api/payments/webhook", DELIVERY, "/api/stripe/webhook", DELIVERY,
            "/api/products/webhook", DELIVERY, "/api/expert/n8n-callback", DELIVERY, "/api/expert/process-order", TEXTS,
            "/api/healthz", MONITOR, "/api/health", MONITOR, "/api/ready", MONITOR);
    static final String FORM = "/client-submit";
    private static final Set<String> HEALTH = Set.of("/health", "/health/live", "/health/ready", "/health/started");

    static Call of(String path) {
        if (HEALTH.contains(path))
            return MONITOR;
        return BY_PATH.getOrDefault(path, path.endsWith(FORM) ? TEXTS : USUAL);
    }
}
