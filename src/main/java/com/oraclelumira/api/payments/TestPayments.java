package com.oraclelumira.api.payments;

import java.net.URI;

import jakarta.inject.Singleton;

import com.stripe.net.ApiResource.RequestMethod;
import org.eclipse.microprofile.faulttolerance.Retry;

import com.oraclelumira.api.payments.InboxEvent.Source;
import com.oraclelumira.api.payments.InboxEvent.State;

/** What a purchase with Stripe's own test card takes: no live key makes one. PAY-6, GO-1 */
@Singleton
public class TestPayments {
    private static final String CARD = "pm_card_visa";
    private static final String PAID = "payment_intent.succeeded";

    private final StripeConfig config;
    private final StripeTransport stripe;
    private final Inbox inbox;

    TestPayments(StripeConfig config, StripeTransport stripe, Inbox inbox) {
        this.config = config;
        this.stripe = stripe;
        this.inbox = inbox;
    }

    /** How far Stripe's message of a payment has come. */
    public enum Message {
        NOT_HERE,
        /** We asked for it ourselves: no delivery brought it. */
        FETCHED,
        /** A delivery brought it, and it waits to be applied. */
        WAITING,
        APPLIED
    }

    /** Whether our key is one of test mode. */
    public boolean possible() {
        return !config.livemode();
    }

    /**
     * Pays a PaymentIntent as the customer's browser would; the second call for the same one changes nothing.
     *
     * @param page where a bank would send her back to
     * @return Stripe's word for what became of it: {@code succeeded}
     */
    @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StripeUnavailable.class)
    public String pay(String paymentIntentId, URI page) {
        requireTestMode();
        return status("payment_intents.confirm", "/v1/payment_intents/" + paymentIntentId + "/confirm",
                new FormBody("preflight:confirm:" + paymentIntentId).with("payment_method", CARD).with("return_url",
                        page));
    }

    /** Gives all of it back; the second call for the same one changes nothing. Stripe's word: {@code succeeded}. */
    @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StripeUnavailable.class)
    public String refund(String paymentIntentId) {
        requireTestMode();
        return status("refunds.create", "/v1/refunds", new FormBody("preflight:refund:" + paymentIntentId)
                .with("payment_intent", paymentIntentId).with("reason", "requested_by_customer"));
    }

    private String status(String operation, String path, FormBody body) {
        return stripe.call(operation, RequestMethod.POST, path, body).json().path("status").asText();
    }

    private void requireTestMode() {
        if (!possible())
            throw new IllegalStateException("the key is a live one");
    }

    /** Of the payment's success. */
    public Message messageOf(String paymentIntentId) {
        return inbox.of(paymentIntentId, PAID).map(TestPayments::message).orElse(Message.NOT_HERE);
    }

    private static Message message(InboxEvent event) {
        if (event.source() != Source.WEBHOOK)
            return Message.FETCHED;
        return event.state() == State.DONE ? Message.APPLIED : Message.WAITING;
    }
}
