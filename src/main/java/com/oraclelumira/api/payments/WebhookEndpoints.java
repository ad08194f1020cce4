package com.oraclelumira.api.payments;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.Stripe;
import com.stripe.net.ApiResource.RequestMethod;

/**
 * Our endpoint as Stripe knows it: set up by a command, checked at the start. Its API version is the one of the SDK,
 * although events are read at any version, so that one thing less differs between a test and production. PAY-2
 */
@Singleton
public class WebhookEndpoints {
    /** Where {@link WebhookResource} takes events. */
    private static final Set<String> ADDRESSES = Set.of("/api/payments/webhook", "/api/stripe/webhook",
            "/api/products/webhook");

    /** @param secret only when the endpoint is new: Stripe never shows it again */
    public record SetUp(String id, String url, Optional<String> secret) {}

    private final StripeTransport stripe;
    private final StripeLists lists;

    WebhookEndpoints(StripeTransport stripe, StripeLists lists) {
        this.stripe = stripe;
        this.lists = lists;
    }

    /**
     * Creates the endpoint for this URL with the types that we need, or brings the existing one into line. The second
     * call changes nothing. Another API version can only be had by a second endpoint (docs/runbook/stripe.md).
     */
    public SetUp ensure(URI url) {
        var existing = lists.endpoints().stream()
                .filter(endpoint -> url.toString().equals(endpoint.path("url").asText()))
                .findFirst();
        return existing.map(endpoint -> updated(endpoint, url)).orElseGet(() -> created(url));
    }

    private SetUp created(URI url) {
        var body = withTypes(new FormBody("endpoint:" + UUID.randomUUID()).with("url", url).with("api_version",
                Stripe.API_VERSION).with("description", "Oracle Lumira API"));
        var answer = stripe.call("webhook_endpoints.create", RequestMethod.POST, "/v1/webhook_endpoints", body).json();
        return new SetUp(answer.path("id").asText(), url.toString(), Optional.of(answer.path("secret").asText()));
    }

    private SetUp updated(JsonNode endpoint, URI url) {
        var id = endpoint.path("id").asText();
        stripe.call("webhook_endpoints.update", RequestMethod.POST, "/v1/webhook_endpoints/" + id,
                withTypes(new FormBody("endpoint:" + UUID.randomUUID()).with("disabled", false)));
        return new SetUp(id, url.toString(), Optional.empty());
    }

    private static FormBody withTypes(FormBody body) {
        int n = 0;
        for (var type : new TreeSet<>(StripeFacts.WANTED))
            body.with("enabled_events[" + n++ + "]", type);
        return body;
    }

    /** What is wrong with the endpoint of this host, in sentences; empty when all is well. */
    public List<String> faults(String host) {
        var ours = lists.endpoints().stream().filter(endpoint -> host.equals(host(endpoint.path("url").asText())))
                .toList();
        if (ours.isEmpty())
            return List.of("Stripe has no webhook endpoint for " + host);
        return ours.stream().map(WebhookEndpoints::fault).flatMap(Optional::stream).toList();
    }

    private static Optional<String> fault(JsonNode endpoint) {
        var id = endpoint.path("id").asText();
        if (!"enabled".equals(endpoint.path("status").asText()))
            return Optional.of("endpoint " + id + " is disabled");
        if (!ADDRESSES.contains(path(endpoint.path("url").asText())))
            return Optional.of("endpoint " + id + " delivers to " + path(endpoint.path("url").asText())
                    + ", where nobody takes events");
        var version = endpoint.path("api_version").asText("");
        if (!version.isEmpty() && !version.equals("null") && !version.equals(Stripe.API_VERSION))
            return Optional.of("endpoint " + id + " sends version " + version + ", this build was made for "
                    + Stripe.API_VERSION);
        var missing = new TreeSet<>(StripeFacts.WANTED);
        endpoint.path("enabled_events").forEach(type -> {
            if ("*".equals(type.asText()))
                missing.clear();
            missing.remove(type.asText());
        });
        return missing.isEmpty() ? Optional.empty() : Optional.of("endpoint " + id + " does not send " + missing);
    }

    private static String host(String url) {
        return String.valueOf(uri(url).getHost());
    }

    private static String path(String url) {
        return String.valueOf(uri(url).getPath());
    }

    /** The empty one for what Stripe took and Java does not. */
    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            return URI.create("");
        }
    }
}
