package com.oraclelumira.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /v1/account} and {@code /v1/balance}, for probes, and {@code /v1/charges}, which are only read. */
final class AccountRoutes {
    private static final ObjectNode ACCOUNT = Json.parse("""
        {"id":"acct_sandbox","object":"account","business_type":"company","charges_enabled":true,"country":"FR",
         "default_currency":"eur","details_submitted":true,"email":null,"metadata":{},"payouts_enabled":true,
         "type":"standard"}""");
    private static final ObjectNode BALANCE = Json.parse("""
        {"object":"balance","available":[{"amount":0,"currency":"eur","source_types":{"card":0}}],
         "livemode":false,"pending":[{"amount":0,"currency":"eur","source_types":{"card":0}}]}""");
    private final SandboxState state;

    AccountRoutes(SandboxState state) {
        this.state = state;
    }

    void addTo(Router router, Pages pages) {
        router.on("GET /v1/account", "", (id, params) -> ACCOUNT);
        router.on("GET /v1/balance", "", (id, params) -> BALANCE);
        router.on("GET " + Kind.CHARGE.path, Pages.PARAMS + " customer payment_intent transfer_group",
                (id, params) -> pages.list(Kind.CHARGE, params, Pages.same(params, "customer", "payment_intent")));
        router.on("GET " + Kind.CHARGE.path + "/*", "", (id, params) -> state.get(Kind.CHARGE, id));
    }
}
