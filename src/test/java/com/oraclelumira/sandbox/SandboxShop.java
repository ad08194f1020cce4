package com.oraclelumira.sandbox;

import java.time.Duration;
import java.util.List;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.service.V1Services;

import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

/** A sandbox, Stripe's own client pointed at it, and a receiver of its webhooks. */
final class SandboxShop implements AutoCloseable {
    static final String SECRET = "whsec_the_shop";
    final StripeSandbox sandbox;
    final WebhookReceiver receiver = new WebhookReceiver(SECRET);
    final V1Services stripe;

    SandboxShop() {
        this(SandboxSettings.defaults());
    }

    SandboxShop(SandboxSettings settings) {
        sandbox = StripeSandbox.start(settings);
        sandbox.delivery(knobs -> knobs.retry(Duration.ofMillis(20)));
        sandbox.addEndpoint(receiver.url(), SECRET);
        stripe = client(sandbox, "sk_test_shop");
    }

    static V1Services client(StripeSandbox sandbox, String key) {
        Stripe.enableTelemetry = false;
        return StripeClient.builder().setApiKey(key).setApiBase(sandbox.baseUrl()).setConnectTimeout(2_000)
                .setReadTimeout(6_000).build().v1();
    }

    static PaymentIntentCreateParams order(String order, long amount) {
        return PaymentIntentCreateParams.builder().setAmount(amount).setCurrency("eur").putMetadata("orderId", order)
                .setAutomaticPaymentMethods(
                        PaymentIntentCreateParams.AutomaticPaymentMethods.builder().setEnabled(true).build())
                .build();
    }

    PaymentIntent created(String order, long amount) throws StripeException {
        return stripe.paymentIntents().create(order(order, amount));
    }

    PaymentIntent create(String order, long amount, String idempotencyKey) throws StripeException {
        return stripe.paymentIntents().create(order(order, amount),
                RequestOptions.builder().setIdempotencyKey(idempotencyKey).build());
    }

    PaymentIntent confirm(PaymentIntent intent, String paymentMethod) throws StripeException {
        return stripe.paymentIntents().confirm(intent.getId(),
                PaymentIntentConfirmParams.builder().setPaymentMethod(paymentMethod).build());
    }

    /** A payment of this amount that has succeeded, with everything it emitted delivered. */
    PaymentIntent paid(long amount) throws StripeException {
        PaymentIntent intent = confirm(created("LU1", amount), "pm_card_visa");
        quiet();
        return intent;
    }

    /** The events received so far, after all deliveries have ended. */
    List<WebhookReceiver.Received> quiet() {
        if (!sandbox.awaitQuiet(Duration.ofSeconds(10))) {
            throw new AssertionError("deliveries did not end");
        }
        return receiver.received();
    }

    List<String> typesReceived() {
        return quiet().stream().map(WebhookReceiver.Received::type).toList();
    }

    @Override
    public void close() {
        sandbox.close();
        receiver.close();
    }
}
