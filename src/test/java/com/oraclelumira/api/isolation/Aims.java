package com.oraclelumira.api.isolation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.StripeEvents;

import static com.oraclelumira.api.isolation.Aim.at;

/** For every operation of the application the ways to call it that would hit this customer. */
final class Aims {
    private static final Map<String, ?> FORM = Map.of("formData", Map.of("firstName", "Mallory", "specificQuestion",
            "Qui ?", "birthPlace", "Ailleurs"));

    private final Map<String, List<Aim>> aims = new HashMap<>();
    private final Victim her;

    Aims(Victim her) {
        this.her = her;
        plain();
        shop();
        sanctuary();
        desk();
        support();
        admin();
        machines();
    }

    /** Empty for an operation that nobody has thought of yet. */
    List<Aim> of(String operation) {
        return aims.getOrDefault(operation, List.of());
    }

    Stream<String> operations() {
        return aims.keySet().stream();
    }

    private void add(String operation, Aim... ways) {
        aims.put(operation, List.of(ways));
    }

    /** Nothing of anybody is in them. */
    private void plain() {
        for (var path : List.of("/api/products", "/api/healthz", "/api/health", "/api/ready", "/health",
                "/health/live", "/health/ready", "/health/started", "/api/insights/synthesis", "/status",
                "/status.json"))
            add("GET " + path, at());
    }

    private void shop() {
        add("POST /api/products/create-payment-intent",
                at().sending(Map.of("productId", "initie", "customerEmail", her.email, "customerName", "Mallory M")));
        for (var path : List.of("orders/{handle}", "products/orders/{handle}", "products/order/{handle}"))
            add("GET /api/" + path, at(her.orderId(her.delivered)), at(her.orderNumber(her.delivered)), at(her.free),
                    at(her.userId), at(her.email));
        add("POST /api/orders/by-payment-intent/{handle}/client-submit", at(her.orderId(her.queued)).sending(FORM),
                at(her.orderNumber(her.queued)).sending(FORM), at(her.free).sending(FORM));
        add("POST /api/uploads/presign", at().sending(Map.of("type", "face_photo", "contentType", "image/jpeg",
                "originalName", "a.jpg", "key", her.faceKey)));
        add("GET /api/uploads/presign-get", at().asking("key", her.faceKey), at().asking("key", her.pdfKey),
                at().asking("url", her.pdfUrl));
    }

    private void sanctuary() {
        add("POST /api/users/auth/sanctuaire-v2", at().sending(Map.of("email", her.email)));
        for (var path : List.of("users/auth/link/{token}", "users/email-change/{token}")) {
            add("GET /api/" + path, at("made-up"), at(her.userId));
            add("POST /api/" + path, at("made-up"), at(her.userId));
        }
        for (var path : List.of("users/me", "users/profile", "users/entitlements", "users/orders/completed",
                "users/sanctuaire/stats"))
            add("GET /api/" + path, at().asking("email", her.email).asking("userId", her.userId).asking("id",
                    her.userId));
        add("PATCH /api/users/me", at().sending(Map.of("email", her.email, "_id", her.userId, "userId", her.userId)),
                at().sending(Map.of("firstName", "Mallory", "id", her.userId, "userId", her.userId)));
        add("PATCH /api/users/profile", at().sending(Map.of("facePhotoUrl", her.faceKey)),
                at().sending(Map.of("palmPhotoUrl", her.palmKey)),
                at().sending(Map.of("objective", "x", "userId", her.userId, "email", her.email)));
        add("GET /api/users/files/presign", at().asking("key", her.pdfKey), at().asking("url", her.pdfUrl),
                at().asking("key", her.faceKey));
    }

    private void desk() {
        for (var path : List.of("verify", "profile", "stats", "orders/pending", "orders/validation-queue",
                "orders/assigned", "orders/validated-history"))
            add("GET /api/expert/" + path, at().asking("limit", 100));
        add("POST /api/expert/login", at().sending(Map.of("email", her.email, "password", Desk.PASSWORD)));
        add("POST /api/expert/register",
                at().sending(Map.of("email", her.email, "password", Desk.PASSWORD, "name", "Mallory")));
        add("POST /api/expert/password",
                at().sending(Map.of("currentPassword", Desk.PASSWORD, "newPassword", Desk.PASSWORD)));
        add("GET /api/expert/clients", at().asking("search", her.email));
        add("GET /api/expert/clients/{id}/stats", at(her.userId));
        add("GET /api/expert/clients/{id}/orders", at(her.userId));
        add("DELETE /api/expert/clients/{id}", at(her.userId), at(her.userId).asking("force", true));
        add("GET /api/expert/orders/{id}", at(her.orderId(her.delivered)));
        add("DELETE /api/expert/orders/{id}", at(her.orderId(her.delivered)).asking("force", true));
        add("POST /api/expert/orders/{id}/assign", at(her.orderId(her.queued)));
        add("POST /api/expert/process-order", at().sending(
                Map.of("orderId", her.orderId(her.queued), "expertPrompt", Desk.PROMPT, "expertInstructions", "")));
        add("POST /api/expert/validate-content", at().sending(
                Map.of("orderId", her.orderId(her.inValidation), "action", "approve", "validationNotes", "ok")));
        add("POST /api/expert/regenerate-lecture", at().sending(Map.of("orderId", her.orderId(her.delivered))));
        add("GET /api/expert/files/presign", at().asking("key", her.faceKey), at().asking("url", her.pdfUrl));
    }

    private void support() {
        var tickets = "/api/expert/support/tickets";
        add("POST /api/support/tickets",
                at().sending(Map.of("subject", "x", "message", "y", "email", her.email, "userId", her.userId)));
        add("GET /api/support/confirm/{token}", at("made-up"), at(her.ticketId));
        add("POST /api/support/confirm/{token}", at("made-up"), at(her.ticketId));
        add("GET " + tickets, at());
        add("GET " + tickets + "/{id}", at(her.ticketId));
        add("POST " + tickets + "/{id}/answers", at(her.ticketId).sending(Map.of("text", "Faux")));
        add("POST " + tickets + "/{id}/close", at(her.ticketId));
    }

    private void admin() {
        add("GET /api/users", at().asking("search", her.email));
        add("GET /api/users/{id}", at(her.userId));
        add("GET /api/users/{id}/export", at(her.userId));
        add("POST /api/users/{id}/end-sessions", at(her.userId));
        add("DELETE /api/users/{id}", at(her.userId).asking("force", true));
        add("POST /api/admin/people/export", at().sending(Map.of("email", her.email)));
        add("POST /api/admin/people/erase", at().sending(Map.of("email", her.email, "force", true)));
        add("GET /api/admin/audit", at().asking("subject", her.userId));
        add("GET /api/admin/experts", at());
        add("POST /api/admin/experts", at().sending(Map.of("email", her.email, "name", "Mallory")));
        add("POST /api/admin/experts/invitations", at());
        for (var verb : List.of("disable", "enable", "reset-password"))
            add("POST /api/admin/experts/{id}/" + verb, at(her.userId));
        add("POST /api/admin/orders/{id}/release", at(her.orderId(her.queued)));
        add("POST /api/admin/orders/{id}/assign",
                at(her.orderId(her.queued)).sending(Map.of("expertId", her.userId)));
        add("GET /api/admin/payments/orders/{id}", at(her.orderId(her.delivered)), at(her.delivered));
        add("GET /api/admin/payments/events", at().asking("state", "DONE"));
        add("POST /api/admin/payments/events/{id}/replay", at("evt_made_up"));
        add("POST /api/admin/payments/replay", at().sending(Map.of("orderId", her.orderId(her.delivered))));
    }

    /** Unsigned, as everybody can. */
    private void machines() {
        var paid = StripeEvents.refund(StripeEvents.newId(), "re_x", her.delivered, 4700);
        for (var path : List.of("payments", "stripe", "products"))
            add("POST /api/" + path + "/webhook", at().sending(paid));
        add("POST " + N8n.CALLBACK, at().sending(N8n.reading(her.orderId(her.inValidation), "Faux")),
                at().sending(N8n.reading(her.orderId(her.delivered), "Faux")));
    }
}
