package com.oraclelumira.sandbox;

import java.time.Duration;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.sandbox.stripe.Fault;
import com.oraclelumira.sandbox.stripe.Fault.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Tag("PAY-5")
class SandboxFaultsTest {
    private static final String PATH = "/v1/payment_intents";
    private final SandboxShop shop = new SandboxShop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_reset_before_leaves_nothing() throws StripeException {
        next(Type.RESET_BEFORE);

        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> shop.create("LU1", 4700, "key"));

        assertThat(shop.typesReceived()).isEmpty();
        assertThat(shop.stripe.paymentIntents().list().getData()).isEmpty();
        assertThat(shop.create("LU1", 4700, "key").getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void a_reset_after_has_happened_and_the_same_key_finds_it() throws StripeException {
        next(Type.RESET_AFTER);

        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> shop.create("LU1", 4700, "key"));

        String id = shop.stripe.paymentIntents().list().getData().getFirst().getId();
        PaymentIntent again = shop.create("LU1", 4700, "key");
        assertThat(again.getId()).isEqualTo(id);
        assertThat(shop.typesReceived()).containsExactly("payment_intent.created");
    }

    @Test
    void a_500_is_saved_for_its_key() throws StripeException {
        next(Type.SERVER_ERROR);

        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> shop.create("LU1", 4700, "key"));
        var replayed = catchThrowableOfType(ApiException.class, () -> shop.create("LU1", 4700, "key"));

        assertThat(replayed.getStatusCode()).isEqualTo(500);
        assertThat(shop.create("LU1", 4700, "new").getAmount()).isEqualTo(4700);
        assertThat(shop.typesReceived()).containsExactly("payment_intent.created");
    }

    @Test
    void a_429_and_a_proxys_502_are_not_saved() throws StripeException {
        next(Type.TOO_MANY_REQUESTS);
        next(Type.BAD_GATEWAY);

        assertThat(catchThrowableOfType(RateLimitException.class, () -> shop.create("LU1", 4700, "key"))
                .getStatusCode()).isEqualTo(429);
        assertThat(catchThrowableOfType(ApiException.class, () -> shop.create("LU1", 4700, "key")).getStatusCode())
                .isEqualTo(502);

        assertThat(shop.create("LU1", 4700, "key").getAmount()).isEqualTo(4700);
    }

    @Test
    void a_delay_makes_the_answer_late() throws StripeException {
        shop.sandbox.faults().add(Fault.delay(Duration.ofMillis(300), "POST", PATH));
        long start = System.nanoTime();

        shop.created("LU1", 4700);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void a_fault_waits_for_its_own_calls_and_is_used_up() throws StripeException {
        shop.sandbox.faults().add(Fault.of(Type.TOO_MANY_REQUESTS, "GET", PATH).times(2));

        shop.created("LU1", 4700);
        assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> shop.stripe.paymentIntents().list());
        assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> shop.stripe.paymentIntents().list());

        assertThat(shop.stripe.paymentIntents().list().getData()).hasSize(1);
        assertThat(shop.sandbox.faults().waiting()).isEmpty();
    }

    private void next(Type type) {
        shop.sandbox.faults().add(Fault.of(type, "POST", PATH));
    }
}
