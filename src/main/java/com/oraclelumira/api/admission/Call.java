package com.oraclelumira.api.admission;

import java.util.Map;
import java.util.Set;

/** What is known of a call by its path alone. {@code largestBody} is in bytes; a path that is on no list gets the least. */
record Call(Lane lane, int largestBody) {
    private static final int KIB = 1024;
    private static final Call USUAL = new Call(Lane.SHOP, 64 * KIB);
    /** Two texts of 20,000 characters, or a whole form. */
    private static final Call TEXTS = new Call(Lane.SHOP, 256 * KIB);
    private static final Call PASSWORD = new Call(Lane.PASSWORDS, 64 * KIB);
    private static final Call DELIVERY = new Call(Lane.DELIVERIES, 1024 * KIB);
    private static final Call MONITOR = new Call(Lane.MONITORS, KIB);
    private static final Call FILE = new Call(Lane.FILES, KIB);

    static final Map<String, Call> BY_PATH = Map.ofEntries(Map.entry("/api/payments/webhook", DELIVERY),
            Map.entry("/api/stripe/webhook", DELIVERY), Map.entry("/api/products/webhook", DELIVERY),
            Map.entry("/api/expert/n8n-callback", DELIVERY), Map.entry("/api/expert/login", PASSWORD),
            Map.entry("/api/expert/register", PASSWORD), Map.entry("/api/expert/password", PASSWORD),
            Map.entry("/api/expert/process-order", TEXTS), Map.entry("/api/healthz", MONITOR),
            Map.entry("/api/health", MONITOR), Map.entry("/api/ready", MONITOR), Map.entry("/status", MONITOR),
            Map.entry("/status.json", MONITOR));
    static final String FORM = "/client-submit";
    private static final String FILES = "/docs/";
    private static final Set<String> HEALTH = Set.of("/health", "/health/live", "/health/ready", "/health/started");

    static Call of(String path) {
        if (HEALTH.contains(path))
            return MONITOR;
        if (path.startsWith(FILES))
            return FILE;
        return BY_PATH.getOrDefault(path, path.endsWith(FORM) ? TEXTS : USUAL);
    }
}
