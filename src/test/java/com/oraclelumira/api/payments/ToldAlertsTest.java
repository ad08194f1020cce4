package com.oraclelumira.api.payments;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.notifications.TeamWithChat;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens to money and asks for a person: each made to happen, and told. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("MON-6")
class ToldAlertsTest {
    private static final List<String> NAMES = List.of("RefundFailed", "EarlyFraudWarning", "PaymentNeedsReview",
            "DisputeOpened", "DisputeClosed", "MoneyWithoutOrder", "EventDead");

    @Inject
    Rig rig;

    @Inject
    Inbox inbox;

    @Inject
    WebhookEndpoints endpoints;

    @Inject
    WebhookSignature signature;

    @Inject
    MeterRegistry metrics;

    @Inject
    ObjectMapper json;

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    @BeforeEach
    void nobodyAtWork() {
        scheduler.pause();
    }

    @AfterEach
    void backToWork() {
        clock.reset();
        scheduler.resume();
    }

    @Test
    void what_stripe_tells_of_a_payment_is_told_by_its_name_and_nothing_else_is() {
        tells(paid());
        tells(paid().later().refund("refund.created", "re_1", "pi_1", "succeeded", 4700).later()
                .refund("refund.failed", "re_1", "pi_1", "failed", 4700), "RefundFailed");
        tells(paid().later().warned("issfr_1", "pi_1"), "EarlyFraudWarning");
        tells(new Story().succeeded("pi_1", 4600), "PaymentNeedsReview");
        tells(paid().later().dispute("created", "dp_1", "pi_1", "needs_response", -4700), "DisputeOpened");
        tells(paid().later().dispute("created", "dp_1", "pi_1", "needs_response", -4700).later()
                .dispute("closed", "dp_1", "pi_1", "won", -4700, 4700), "DisputeOpened", "DisputeClosed");
    }

    @Test
    void a_payment_whose_order_has_not_come_for_a_day_is_told_as_money_without_order() {
        rig.run(() -> new OurServer(rig.parts()), List.of());
        var body = new String(new Story().succeeded("pi_nobodys").events().getFirst(), StandardCharsets.UTF_8)
                .replace(Story.ORDER, new ObjectId().toHexString()).getBytes(StandardCharsets.UTF_8);
        var event = inbox.receive(StripeEvent.read(body, json), body).orElseThrow();
        var server = new OurServer(rig.parts());
        var before = told();
        server.attempt(event);
        clock.advance(Duration.ofHours(24));
        server.work();
        assertThat(told()).isEqualTo(before);
        clock.advance(Duration.ofHours(25));
        server.work();
        server.work();
        assertThat(risen(before)).containsExactly("MoneyWithoutOrder");
    }

    @Test
    void an_endpoint_that_is_not_as_it_must_be_is_told_once_and_so_is_the_end_of_it() {
        try (var team = new TeamWithChat()) {
            var host = UUID.randomUUID() + ".example";
            var check = new StripeStartCheck(endpoints, signature, team.alerts(), new SimpleMeterRegistry(),
                    URI.create("https://" + host), true, clock);
            check.check();
            check.check();
            assertThat(team.heard()).containsExactly("🔴 StripeEndpointFaulty (production)");
            var ours = endpoints.ensure(URI.create("https://" + host + "/api/payments/webhook")).id();
            check.check();
            ShopResource.stripe().removeEndpoint(ours);
            assertThat(team.heard()).containsExactly("🔴 StripeEndpointFaulty (production)",
                    "✅ StripeEndpointFaulty (production)");
        }
    }

    private static Story paid() {
        return new Story().succeeded("pi_1");
    }

    private void tells(Story story, String... names) {
        var before = told();
        rig.run(() -> new OurServer(rig.parts()), story.events());
        assertThat(risen(before)).containsExactlyInAnyOrder(names);
    }

    private List<Double> told() {
        return NAMES.stream().map(name -> metrics.counter("lumira.alerts", "name", name).count()).toList();
    }

    private List<String> risen(List<Double> before) {
        var now = told();
        return NAMES.stream().filter(name -> now.get(NAMES.indexOf(name)) > before.get(NAMES.indexOf(name))).toList();
    }
}
