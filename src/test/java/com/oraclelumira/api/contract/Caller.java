package com.oraclelumira.api.contract;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything that the customer app (M), the expert desk (E) and machines really call, by the contract's numbers. M14 goes
 * to the bucket.
 */
enum Caller {
    M1("GET", "products"),
    M2("POST", "products/create-payment-intent"),
    M3("GET", "orders/[^/?]+"),
    M4("GET", "products/orders/[^/]+"),
    M5("POST", "users/auth/sanctuaire-v2"),
    M6("GET|OPTIONS", "users/profile"),
    M7("PATCH", "users/profile"),
    M8("PATCH", "users/me"),
    M9("GET", "users/entitlements"),
    M10("GET", "users/orders/completed"),
    M11("GET", "users/sanctuaire/stats"),
    M12("GET", "users/files/presign"),
    M13("POST", "uploads/presign"),
    M15("GET", "uploads/presign-get"),
    M16("POST", "orders/by-payment-intent/[^/]+/client-submit"),
    M17("GET", "insights/synthesis"),
    M18("POST", "rituals"),
    E1("POST", "expert/login"),
    E2("POST", "expert/register"),
    E3("GET", "expert/verify"),
    E4("GET", "expert/orders/pending"),
    E5("GET", "expert/orders/validation-queue"),
    E6("GET", "expert/orders/validated-history"),
    E7("GET", "expert/stats"),
    E8("GET", "expert/clients"),
    E9("GET", "expert/clients/[^/]+/stats"),
    E10("GET", "expert/clients/[^/]+/orders"),
    E11("DELETE", "expert/clients/[^/]+"),
    E12("POST", "expert/orders/[^/]+/assign"),
    E13("POST", "expert/process-order"),
    E14("POST", "expert/validate-content"),
    E15("POST", "expert/regenerate-lecture"),
    E16("DELETE", "expert/orders/[^/]+"),
    E17("GET", "expert/files/presign"),
    STRIPE("POST", "(payments|stripe|products)/webhook"),
    N8N("POST", "expert/n8n-callback"),
    MONITOR("GET", "health|ready");

    private final Pattern call;

    Caller(String methods, String path) {
        call = Pattern.compile("(" + methods + ") /api/(" + path + ")(\\?.*)?");
    }

    static Optional<Caller> of(String method, String path) {
        return Arrays.stream(values()).filter(caller -> caller.call.matcher(method + " " + path).matches()).findFirst();
    }
}
