package com.oraclelumira.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

import com.stripe.exception.StripeException;
import com.stripe.model.WebhookEndpoint;
import com.stripe.net.Webhook;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointUpdateParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.sandbox.stripe.DeliveryLog;
import com.oraclelumira.sandbox.stripe.DeliveryLog.Attempt;
import com.oraclelumira.sandbox.stripe.SandboxSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

@Tag("PAY-4")
class SandboxDeliveriesTest {
    private final MovableClock clock = new MovableClock();
    private final SandboxShop shop = new SandboxShop(SandboxSettings.defaults().clock(clock));

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void each_event_can_come_several_times() {
        shop.sandbox.delivery(knobs -> knobs.copies(3));

        emitTwenty(shop);

        assertThat(ids(shop)).hasSize(60);
        assertThat(new HashSet<>(ids(shop))).hasSize(20);
    }

    @Test
    void events_overtake_each_other_only_if_asked_to() {
        try (var single = new SandboxShop(SandboxSettings.defaults().deliveryThreads(1))) {
            emitTwenty(single);
            assertThat(ids(single)).isSorted();

            single.receiver.forget();
            single.sandbox.delivery(knobs -> knobs.shuffle(Duration.ofMillis(200)));
            emitTwenty(single);
            assertThat(ids(single)).hasSize(20).isNotEqualTo(ids(single).stream().sorted().toList());
        }
    }

    private static void emitTwenty(SandboxShop shop) {
        for (int i = 10; i < 30; i++) {
            shop.sandbox.emit(("{\"id\":\"evt_" + i + "\",\"type\":\"made.up\"}").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> ids(SandboxShop shop) {
        return shop.quiet().stream().map(WebhookReceiver.Received::id).toList();
    }

    private List<String> sent() {
        return shop.sandbox.events().stream().map(event -> event.get("id").textValue()).toList();
    }

    @Test
    void a_delay_holds_events_back() throws StripeException {
        long start = System.nanoTime();
        shop.sandbox.delivery(knobs -> knobs.delay(Duration.ofMillis(300)));

        shop.created("LU1", 4700);

        assertThat(shop.typesReceived()).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void it_is_not_quiet_while_an_event_waits() throws StripeException {
        shop.sandbox.delivery(knobs -> knobs.delay(Duration.ofMinutes(1)));

        shop.created("LU1", 4700);

        assertThat(shop.sandbox.idle()).isFalse();
        assertThat(shop.sandbox.awaitQuiet(Duration.ofMillis(20))).isFalse();
        assertThat(shop.receiver.received()).isEmpty();
    }

    @Test
    void an_endpoint_is_tried_again_until_it_answers_2xx() throws StripeException {
        shop.receiver.answerNext(500, 302, 404);

        shop.created("LU1", 4700);

        assertThat(shop.typesReceived()).containsExactly("payment_intent.created");
        DeliveryLog log = shop.sandbox.deliveryLog(sent().getFirst());
        assertThat(log.attempts()).extracting(Attempt::status).containsExactly(500, 302, 404, 200);
        assertThat(log.awaiting()).isEmpty();
    }

    @Test
    void an_endpoint_that_always_fails_is_given_up() throws StripeException {
        shop.sandbox.delivery(knobs -> knobs.maxAttempts(2));
        shop.receiver.answerNext(500, 500);

        shop.created("LU1", 4700);

        assertThat(shop.typesReceived()).isEmpty();
        DeliveryLog log = shop.sandbox.deliveryLog(sent().getFirst());
        assertThat(log.attempts()).hasSize(2);
        assertThat(log.awaiting()).hasSize(1);
    }

    @Test
    void each_endpoint_has_its_own_secret_types_and_api_version() throws StripeException {
        WebhookEndpoint created = shop.stripe.webhookEndpoints().create(endpoint("https://example.org/unused"));
        assertThat(created.getSecret()).startsWith("whsec_");
        assertThat(shop.stripe.webhookEndpoints().retrieve(created.getId()).getSecret()).isNull();

        try (var second = new WebhookReceiver(created.getSecret())) {
            shop.stripe.webhookEndpoints().update(created.getId(),
                    WebhookEndpointUpdateParams.builder().setUrl(second.url()).build());
            shop.paid(4700);
            assertThat(second.received()).extracting(WebhookReceiver.Received::type)
                    .containsExactly("payment_intent.succeeded");
            assertThat(second.received().getFirst().event().get("api_version").getAsString())
                    .isEqualTo("2026-03-25.dahlia");
            assertThat(shop.receiver.received()).hasSize(3);

            shop.stripe.webhookEndpoints().update(created.getId(),
                    WebhookEndpointUpdateParams.builder().setDisabled(true).build());
            shop.paid(4700);
            assertThat(second.received()).hasSize(1);
        }
        shop.stripe.webhookEndpoints().delete(created.getId());
        assertThat(shop.stripe.webhookEndpoints().list().getData()).hasSize(1);
    }

    private static WebhookEndpointCreateParams endpoint(String url) {
        return WebhookEndpointCreateParams.builder().setUrl(url)
                .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.PAYMENT_INTENT__SUCCEEDED)
                .setApiVersion(WebhookEndpointCreateParams.ApiVersion.VERSION_2026_03_25_DAHLIA).build();
    }

    @Test
    void a_rolled_secret_signs_beside_the_old_one_for_a_day() throws StripeException {
        String id = shop.stripe.webhookEndpoints().list().getData().getFirst().getId();
        shop.sandbox.rollSecret(id, "whsec_new");

        shop.created("LU1", 4700);

        WebhookReceiver.Received delivery = shop.quiet().getFirst();
        for (String secret : List.of("whsec_new", SandboxShop.SECRET)) {
            assertThatNoException().isThrownBy(
                    () -> Webhook.Signature.verifyHeader(delivery.body(), delivery.signature(), secret, 300));
        }
        clock.advance(Duration.ofHours(24));
        shop.sandbox.delivery(knobs -> knobs.maxAttempts(1));
        shop.created("LU2", 4700);
        assertThat(shop.quiet()).as("the receiver knows the old secret only").hasSize(1);
    }

    @Test
    void any_body_can_be_sent_with_a_valid_signature() {
        shop.sandbox.emit("{\"id\":\"evt_mine\",\"type\":\"made.up\",\"é\":1}".getBytes(StandardCharsets.UTF_8));
        shop.sandbox.emit("not json".getBytes(StandardCharsets.UTF_8));

        assertThat(shop.quiet()).extracting(WebhookReceiver.Received::body).containsExactlyInAnyOrder(
                "{\"id\":\"evt_mine\",\"type\":\"made.up\",\"é\":1}", "not json");
        assertThat(sent()).containsExactly("evt_mine");
    }
}
