package com.oraclelumira.api.ops;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.payments.WebhookEndpoints;

/** {@code stripe-endpoint [--url https://…/api/payments/webhook]}: creates or mends our endpoint in Stripe. PAY-2 */
@Singleton
class StripeEndpointCommand implements OperatorCommand {
    private final WebhookEndpoints endpoints;
    private final String publicUrl;

    StripeEndpointCommand(WebhookEndpoints endpoints, @ConfigProperty(name = "lumira.public-url") String publicUrl) {
        this.endpoints = endpoints;
        this.publicUrl = publicUrl;
    }

    @Override
    public String name() {
        return "stripe-endpoint";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        var url = URI.create(options.getOrDefault("url", publicUrl + "/api/payments/webhook"));
        var setUp = endpoints.ensure(url);
        var lines = new ArrayList<>(List.of("Endpoint " + setUp.id() + " delivers to " + setUp.url()));
        // shown by Stripe this once; the operator's terminal is where it must go
        setUp.secret().ifPresentOrElse(
                secret -> lines.add("Put in front of the list in the environment: STRIPE_WEBHOOK_SECRET=" + secret),
                () -> lines.add("It existed already: its secret stays as it is."));
        return lines;
    }
}
