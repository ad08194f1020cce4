package com.oraclelumira.sandbox;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.sandbox.stripe.Fault;
import com.oraclelumira.sandbox.stripe.SandboxSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

@Tag("PAY-4")
class SandboxIdempotencyTest {
    private final MovableClock clock = new MovableClock();
    private final SandboxShop shop = new SandboxShop(SandboxSettings.defaults().clock(clock));

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void the_same_key_gives_the_same_intent_and_no_second_event() throws StripeException {
        PaymentIntent first = shop.create("LU1", 4700, "key");

        PaymentIntent second = shop.create("LU1", 4700, "key");

        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(second.getLastResponse().headers().firstValue("Original-Request"))
                .contains(first.getLastResponse().requestId());
        assertThat(second.getLastResponse().requestId()).isNotEqualTo(first.getLastResponse().requestId());
        assertThat(shop.typesReceived()).containsExactly("payment_intent.created");
        assertThat(shop.quiet().getFirst().event().getAsJsonObject("request").get("idempotency_key").getAsString())
                .isEqualTo("key");
    }

    @Test
    void the_same_key_with_other_parameters_is_refused() throws StripeException {
        shop.create("LU1", 4700, "key");

        var refusal = catchThrowableOfType(IdempotencyException.class, () -> shop.create("LU1", 6700, "key"));

        assertThat(refusal.getStatusCode()).isEqualTo(400);
    }

    @Test
    void a_second_request_while_the_first_one_runs_is_refused() throws Exception {
        shop.sandbox.faults().add(Fault.delay(Duration.ofSeconds(2), "POST", "/v1/payment_intents"));
        var first = CompletableFuture.supplyAsync(() -> {
            try {
                return shop.create("LU1", 4700, "key");
            } catch (StripeException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> shop.sandbox.faults().waiting().isEmpty());

        var refusal = catchThrowableOfType(ApiException.class, () -> shop.create("LU1", 4700, "key"));

        assertThat(refusal.getStatusCode()).isEqualTo(409);
        assertThat(refusal.getCode()).isEqualTo("idempotency_key_in_use");
        assertThat(shop.create("LU1", 4700, "other").getId()).isNotEqualTo(first.get().getId());
        assertThat(shop.create("LU1", 4700, "key").getId()).isEqualTo(first.get().getId());
    }

    @Test
    void a_decline_is_replayed_and_not_tried_again() throws StripeException {
        PaymentIntent intent = shop.created("LU1", 4700);

        assertThatExceptionOfType(CardException.class).isThrownBy(() -> declined(intent));
        var replayed = catchThrowableOfType(CardException.class, () -> declined(intent));

        assertThat(replayed.getDeclineCode()).isEqualTo("generic_decline");
        assertThat(shop.typesReceived()).containsOnlyOnce("payment_intent.payment_failed");
    }

    private PaymentIntent declined(PaymentIntent intent) throws StripeException {
        return shop.stripe.paymentIntents().confirm(intent.getId(),
                PaymentIntentConfirmParams.builder().setPaymentMethod("pm_card_chargeDeclined").build(),
                RequestOptions.builder().setIdempotencyKey("confirm").build());
    }

    @Test
    void a_validation_failure_leaves_the_key_free() throws StripeException {
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> shop.create("LU1", 1, "key"));

        assertThat(shop.create("LU1", 4700, "key").getAmount()).isEqualTo(4700);
    }

    @Test
    void a_key_is_forgotten_after_24_hours() throws StripeException {
        PaymentIntent first = shop.create("LU1", 4700, "key");

        clock.advance(Duration.ofHours(23));
        assertThat(shop.create("LU1", 4700, "key").getId()).isEqualTo(first.getId());
        clock.advance(Duration.ofHours(1));
        PaymentIntent again = shop.create("LU1", 4700, "key");

        assertThat(again.getId()).isNotEqualTo(first.getId());
        assertThat(again.getCreated()).isEqualTo(clock.instant().getEpochSecond());
    }
}
