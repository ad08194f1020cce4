package com.oraclelumira.sandbox.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The customer's way into her sanctuaire, as the app goes it by itself at {@code /sanctuaire?email=…}. */
final class SignInPages {
    /** From the block that is reserved for documentation: nobody's. */
    private static final String STRANGER = "203.0.113.7";
    private static final int SHOWN_OF_TOKEN = 24;

    private final ShopApi api;
    private final AppPages apps;
    private final Views views;

    SignInPages(ShopApi api, AppPages apps, Views views) {
        this.api = api;
        this.apps = apps;
        this.views = views;
    }

    void addTo(Routes routes) {
        routes.get("/demo/sign-in", visit -> views.page("sign-in", Map.of("visit", visit)));
        routes.get("/sanctuaire", this::enter);
    }

    /** Without an address it shows what the browser's own token opens, as the app does. */
    private Reply enter(Visit visit) {
        var email = visit.field("email");
        if (email.isEmpty())
            return apps.page("lectures", Map.of());
        var stranger = visit.field("as").equals("stranger");
        var address = stranger ? STRANGER : visit.address();
        var page = new HashMap<String, Object>(Map.of("email", email, "stranger", stranger));
        var answer = api.signIn(email, address);
        page.put("answer", answer);
        if (answer.ok()) {
            signedIn(page, answer.member("token"), address);
        }
        return answer.ok() ? apps.page("sanctuaire", page) : views.page("refused", page);
    }

    private void signedIn(Map<String, Object> page, String token, String address) {
        var profile = api.profile(token, address);
        var entitlements = api.entitlements(token, address);
        page.put("token", token);
        page.put("beginning", token.substring(0, Math.min(SHOWN_OF_TOKEN, token.length())));
        page.put("length", token.length());
        page.put("profile", profile);
        page.put("entitlements", entitlements);
        page.put("products", list(entitlements, "products"));
        page.put("capabilities", list(entitlements, "capabilities"));
    }

    private static List<?> list(Answer answer, String member) {
        return answer.body().get(member) instanceof List<?> list ? list : List.of();
    }
}
