package com.oraclelumira.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.EventListParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Tag("PAY-4")
class SandboxEventsTest {
    private final SandboxShop shop = new SandboxShop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void an_event_holds_its_object_as_it_was_at_that_moment() throws StripeException {
        shop.paid(4700);

        Event created = only("payment_intent.created");
        assertThat(created.getApiVersion()).isEqualTo(com.stripe.Stripe.API_VERSION);
        assertThat(created.getRequest().getId()).startsWith("req_");
        var then = (PaymentIntent) created.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(then.getStatus()).isEqualTo("requires_payment_method");
        assertThat(shop.stripe.events().retrieve(created.getId()).getType()).isEqualTo("payment_intent.created");
    }

    @Test
    void lists_are_filtered_by_type_and_paged_newest_first() throws StripeException {
        shop.paid(4700);
        shop.paid(6700);

        var page = shop.stripe.events().list(EventListParams.builder().addType("charge.succeeded")
                .addType("payment_intent.succeeded").setLimit(3L).build());
        assertThat(page.getHasMore()).isTrue();
        assertThat(page.autoPagingIterable()).extracting(Event::getType).containsExactly("payment_intent.succeeded",
                "charge.succeeded", "payment_intent.succeeded", "charge.succeeded");

    }

    @Test
    void an_event_is_followed_to_the_newest_by_pages_ending_before() throws StripeException {
        shop.paid(4700);
        shop.paid(6700);
        var found = new ArrayList<String>();

        StripeCollection<Event> page = before(all().getLast().getId());
        while (!page.getData().isEmpty()) {
            page.getData().reversed().forEach(event -> found.add(event.getType()));
            page = before(page.getData().getFirst().getId());
        }

        assertThat(page.getHasMore()).isFalse();
        assertThat(found).containsExactly("charge.succeeded", "payment_intent.succeeded", "payment_intent.created",
                "charge.succeeded", "payment_intent.succeeded");
    }

    /** Stripe refuses both cursors at once, which is what stripe-java's own paging then sends. */
    @Test
    void pages_ending_before_cannot_be_left_to_stripe_java() throws StripeException {
        shop.paid(4700);
        StripeCollection<Event> page = before(all().getLast().getId());
        shop.paid(4700);
        StripeCollection<Event> full = before(all().getLast().getId());

        assertThat(page.getHasMore()).isFalse();
        assertThat(full.getHasMore()).isTrue();
        assertThatThrownBy(() -> full.autoPagingIterable().forEach(event -> {}))
                .hasRootCauseInstanceOf(InvalidRequestException.class);
    }

    private StripeCollection<Event> before(String id) throws StripeException {
        return shop.stripe.events().list(EventListParams.builder().setEndingBefore(id).setLimit(2L).build());
    }

    @Test
    void undelivered_events_are_found_by_delivery_success() throws StripeException {
        shop.sandbox.delivery(knobs -> knobs.drop("payment_intent.succeeded"));
        shop.paid(4700);

        assertThat(delivered(false)).extracting(Event::getType).containsExactly("payment_intent.succeeded");
        assertThat(delivered(false).getFirst().getPendingWebhooks()).isEqualTo(1);
        assertThat(delivered(true)).extracting(Event::getType).containsExactly("charge.succeeded",
                "payment_intent.created");
        assertThat(shop.typesReceived()).doesNotContain("payment_intent.succeeded");
    }

    @Test
    void an_event_that_was_never_made_is_nowhere() throws StripeException {
        shop.sandbox.delivery(knobs -> knobs.suppress("payment_intent.succeeded"));

        PaymentIntent paid = shop.paid(4700);

        assertThat(shop.stripe.paymentIntents().retrieve(paid.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(all()).extracting(Event::getType).containsExactly("charge.succeeded", "payment_intent.created");
    }

    @Test
    void more_than_twenty_types_or_a_hundred_events_cannot_be_asked_for() {
        assertThat(catchThrowableOfType(InvalidRequestException.class,
                () -> shop.stripe.events().list(
                        EventListParams.builder().addAllType(Collections.nCopies(21, "charge.refunded")).build()))
                .getParam()).isEqualTo("types");
        assertThat(catchThrowableOfType(InvalidRequestException.class,
                () -> shop.stripe.events().list(EventListParams.builder().setLimit(101L).build())).getParam())
                .isEqualTo("limit");
    }

    private List<Event> all() throws StripeException {
        return shop.stripe.events().list(EventListParams.builder().setLimit(100L).build()).getData();
    }

    private List<Event> delivered(boolean success) throws StripeException {
        return shop.stripe.events().list(EventListParams.builder().setDeliverySuccess(success).build()).getData();
    }

    private Event only(String type) throws StripeException {
        return shop.stripe.events().list(EventListParams.builder().setType(type).build()).getData().getFirst();
    }
}
