package com.oraclelumira.api.contract;

import com.mongodb.client.MongoDatabase;
import org.bson.BsonDocument;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StripeEvents;

import static com.mongodb.client.model.Filters.eq;

/** Stripe's webhook calls about a customer's checkout, at the addresses that v1 had. */
record StripeSays(Shop shop, String intent, long cents) {

    /** One event to each address; returns when the order is paid. */
    void succeeded(String... paths) {
        var event = StripeEvents.succeeded(StripeEvents.newId(), intent, orderId(), cents);
        for (var path : paths)
            Shop.deliver(event, path, ShopResource.WEBHOOK_SECRET).then().statusCode(200);
        shop.awaitStatus(intent, "paid");
    }

    /** Returns when the event has been applied to the order. */
    void failed(String path, MongoDatabase database) {
        var id = StripeEvents.newId();
        Shop.deliver(StripeEvents.failed(id, intent, orderId(), cents), path, ShopResource.WEBHOOK_SECRET).then()
                .statusCode(200);
        var inbox = database.getCollection("stripe_inbox", BsonDocument.class);
        Shop.await().until(() -> inbox.find(eq("_id", id)).first().getString("state").getValue().equals("DONE"));
    }

    private String orderId() {
        return shop.status(intent).path("_id");
    }
}
