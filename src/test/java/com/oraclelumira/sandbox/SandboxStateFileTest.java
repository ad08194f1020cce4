package com.oraclelumira.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Tag("PAY-6")
class SandboxStateFileTest {
    @TempDir
    Path folder;

    @Test
    void a_restarted_sandbox_knows_its_payments_keys_and_events() throws StripeException {
        PaymentIntent before;
        try (var shop = new SandboxShop(settings())) {
            before = shop.create("LU1", 4700, "key");
            shop.confirm(before, "pm_card_visa");
            shop.quiet();
        }

        try (var sandbox = StripeSandbox.start(settings())) {
            var stripe = SandboxShop.client(sandbox, "sk_test_shop");
            PaymentIntent after = stripe.paymentIntents().retrieve(before.getId());
            assertThat(after.getStatus()).isEqualTo("succeeded");
            assertThat(stripe.events().list().getData()).hasSize(3);
            assertThat(stripe.paymentIntents()
                    .create(SandboxShop.order("LU1", 4700), com.stripe.net.RequestOptions.builder()
                            .setIdempotencyKey("key").build())
                    .getId()).isEqualTo(before.getId());
            assertThat(sandbox.idle()).isTrue();
        }
    }

    @Test
    void what_was_not_delivered_is_delivered_after_the_restart() throws StripeException {
        try (var receiver = new WebhookReceiver(SandboxShop.SECRET)) {
            try (var sandbox = StripeSandbox.start(settings())) {
                sandbox.delivery(knobs -> knobs.delay(Duration.ofMinutes(1)));
                sandbox.addEndpoint(receiver.url(), SandboxShop.SECRET);
                SandboxShop.client(sandbox, "sk_test_shop").paymentIntents().create(SandboxShop.order("LU1", 4700));
            }
            assertThat(receiver.received()).isEmpty();

            try (var sandbox = StripeSandbox.start(settings())) {
                assertThat(sandbox.awaitQuiet(Duration.ofSeconds(5))).isTrue();
            }
            assertThat(receiver.received()).extracting(WebhookReceiver.Received::type)
                    .containsExactly("payment_intent.created");
        }
    }

    @Test
    void the_state_is_saved_while_it_runs() throws StripeException {
        try (var shop = new SandboxShop(settings())) {
            PaymentIntent intent = shop.created("LU1", 4700);

            await().until(() -> Files.exists(file())
                    && Files.readString(file()).contains(intent.getId()));
        }
    }

    @Test
    void a_file_that_is_no_state_stops_the_start() throws IOException {
        Files.writeString(file(), "{");

        assertThatThrownBy(() -> StripeSandbox.start(settings())).hasMessageContaining("state file");
    }

    private Path file() {
        return folder.resolve("stripe.json");
    }

    private SandboxSettings settings() {
        return SandboxSettings.defaults().stateFile(file());
    }
}
