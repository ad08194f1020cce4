package com.oraclelumira.api.testing;

import java.time.Instant;
import java.util.List;

import io.quarkus.arc.Arc;
import org.bson.types.ObjectId;

import com.oraclelumira.api.orders.Assignment;
import com.oraclelumira.api.orders.Fulfilment;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Photo;
import com.oraclelumira.api.orders.Production;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.orders.Validation;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

/** Orders further on than the checkout leaves them, written straight into the store. */
public final class Purchases {
    public static final Instant DELIVERED_AT = Instant.parse("2026-11-22T10:14:59.438Z");
    public static final Reading READING = new Reading(null, "Votre lecture", "https://x.example/uploads/a.mp3",
            "https://x.example/lectures/a.pdf", null, null, null, null);

    private Purchases() {}

    public static Order byHandle(String handle) {
        return orders().byHandle(handle).orElseThrow();
    }

    /** With the form sent and these photos. */
    public static void submitted(String handle, String... photoKeys) {
        var photos = java.util.Arrays.stream(photoKeys)
                .map(key -> new Photo("face_photo", key, "image/jpeg", 10, null, Instant.EPOCH)).toList();
        change(handle, "intake", new Intake("Paul", "Payant Dupont", "0612345678", "1990-05-15", "14:30", "Paris",
                "Ma question ?", "Paix", null, photos, Instant.EPOCH, null));
    }

    public static void at(String handle, FulfilmentStatus status) {
        change(handle, "fulfilment", work(status, null));
    }

    public static void delivered(String handle) {
        change(handle, "fulfilment", work(FulfilmentStatus.DELIVERED, null));
    }

    /** With this reading instead of ours. */
    public static void delivered(String handle, Reading reading) {
        delivered(handle);
        change(handle, "fulfilment.reading", reading);
    }

    /** Taken back by an expert; the customer goes on reading what was delivered. */
    public static void reopened(String handle) {
        change(handle, "fulfilment", work(FulfilmentStatus.IN_PRODUCTION, READING));
    }

    private static Fulfilment work(FulfilmentStatus status, Reading published) {
        var job = new Production(1, "Un prompt suffisamment long", "doux", "e1", "Maya", "maya@example.com", null, null,
                Instant.EPOCH, Instant.EPOCH, null, null);
        boolean done = status == FulfilmentStatus.DELIVERED;
        var verdict = done
                ? new Validation(Validation.Verdict.APPROVED, "e1", "Maya", "note interne", "motif interne",
                        DELIVERED_AT)
                : Validation.PENDING;
        return new Fulfilment(status, new Assignment("e1", "Maya", Instant.EPOCH), job, READING, verdict, 1,
                done || published != null ? DELIVERED_AT : null, published,
                java.util.List.of());
    }

    private static void change(String handle, String field, Object value) {
        orders().mongoCollection().updateOne(eq("paymentIntentId", handle), combine(set(field, value)));
    }

    public static List<Order> all(ObjectId... ids) {
        return java.util.Arrays.stream(ids).map(id -> orders().byId(id).orElseThrow()).toList();
    }

    private static Orders orders() {
        return Arc.container().instance(Orders.class).get();
    }
}
