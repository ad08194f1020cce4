package com.oraclelumira.api.isolation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import io.quarkus.arc.Arc;
import io.restassured.specification.RequestSpecification;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.set;

/** A customer with everything that a customer can have here, each of it recognisable wherever it turns up. */
final class Victim {
    private final Shop shop = new Shop();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String phone = "068" + (1_000_000 + (int) (Math.random() * 8_999_999));
    private final MongoDatabase database = Arc.container().instance(MongoDatabase.class).get();

    final String email = shop.email;
    final String faceKey = Camera.sent(shop, "face_photo");
    final String palmKey = Camera.sent(shop, "palm_photo");
    final String pdfKey = "lectures/" + mark + "/lecture.pdf";
    final String pdfUrl = "https://" + ShopResource.LECTURES_BUCKET + ".s3.eu-west-3.amazonaws.com/" + pdfKey;
    final String delivered = bought("mystique");
    final String queued = bought("mystique");
    final String inValidation = bought("profond");
    final String free = bought("initie");
    final String userId;
    final String ticketId;
    private final Map<String, List<Document>> kept;

    Victim() {
        Shop.await().until(() -> account() != null && account().containsKey("lastName"));
        userId = account().getObjectId("_id").toHexString();
        ShopResource.storage().put(ShopResource.LECTURES_BUCKET, pdfKey, "application/pdf", new byte[]{1});
        submit(delivered, Map.of("facePhotoKey", faceKey, "palmPhotoKey", palmKey));
        submit(free, Map.of());
        ticketId = asked();
        var reading = new Reading("Archetype" + mark, "Lecture" + mark, pdfUrl, pdfUrl, null, null, null, null);
        Purchases.delivered(delivered, reading);
        Purchases.at(inValidation, FulfilmentStatus.AWAITING_VALIDATION);
        settle();
        theKeysAreNoLongerNew();
        kept = documents();
    }

    /** She herself, at home, without her token. */
    RequestSpecification request() {
        return shop.request();
    }

    String token() {
        return shop.signIn().then().statusCode(200).extract().path("token");
    }

    /** As if nothing had happened to her since she was made. */
    void restore() {
        kept.forEach((collection, documents) -> documents.forEach(document -> database.getCollection(collection)
                .replaceOne(eq(document.get("_id")), document, new ReplaceOptions().upsert(true))));
    }

    private String bought(String product) {
        var handle = shop.checkout(Map.of("productId", product, "customerEmail", email, "customerName",
                "Berenice" + mark + " Secrete" + mark, "customerPhone", phone)).<String>path("orderId");
        if (!product.equals("initie")) {
            Shop.webhooksGoTo("/api/payments/webhook");
            ShopResource.stripe().cardholder().succeed(handle);
        }
        shop.awaitStatus(handle, "paid");
        return handle;
    }

    private String asked() {
        shop.request().auth().oauth2(token()).body(Map.of("subject", "Sujet" + mark, "message", "Demande" + mark))
                .post("/api/support/tickets").then().statusCode(201);
        return database.getCollection("tickets").find(eq("userId", new ObjectId(userId))).first().getObjectId("_id")
                .toHexString();
    }

    private void submit(String handle, Map<String, ?> photos) {
        var form = Map.of("firstName", "Berenice" + mark, "lastName", "Secrete" + mark, "phone", phone, "dateOfBirth",
                "1931-02-03", "birthTime", "3 h 07", "birthPlace", "Lieu" + mark, "specificQuestion", "Question" + mark,
                "objective", "Objectif" + mark);
        shop.request().body(Map.of("formData", form, "uploadedKeys", photos))
                .post("/api/orders/by-payment-intent/" + handle + "/client-submit").then().statusCode(200);
    }

    /** Nothing of hers moves by itself any more. */
    private void settle() {
        for (var handle : List.of(delivered, queued, inValidation, free))
            Shop.await().until(() -> Purchases.byHandle(handle).effects().stream()
                    .allMatch(effect -> effect.doneAt() != null));
    }

    /** Within a day a photo's key opens it for whoever was told it: her pages show it before she has a token. */
    private void theKeysAreNoLongerNew() {
        var before = Arc.container().instance(SettableClock.class).get().instant().minus(Duration.ofHours(25));
        database.getCollection("uploads").updateMany(in("_id", faceKey, palmKey), set("createdAt", Date.from(before)));
    }

    String orderId(String handle) {
        return Purchases.byHandle(handle).id().toHexString();
    }

    String orderNumber(String handle) {
        return Purchases.byHandle(handle).orderNumber();
    }

    /** Stripe's event that paid this order. */
    String event(String handle) {
        return database.getCollection("stripe_inbox")
                .find(and(eq("paymentIntentId", handle), eq("type", "payment_intent.succeeded"))).first()
                .getString("_id");
    }

    /** What nobody else may ever read. Ids are not secret. */
    List<String> secrets() {
        return List.of(email, mark, phone, "1931-02-03", "3 h 07", name(faceKey), name(palmKey));
    }

    /** Of these even the holder of an order's handle reads nothing. */
    List<String> sealed() {
        return List.of("1931-02-03", "3 h 07", "Lieu" + mark, "Question" + mark, "Objectif" + mark, "Lecture" + mark,
                "Archetype" + mark, name(faceKey), name(palmKey), pdfKey);
    }

    /** What a photo's keys have in common. */
    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Everything that is stored of hers; when we last asked Stripe is nobody's. */
    Map<String, String> stored() {
        var all = new TreeMap<String, String>();
        documents().forEach((collection, documents) -> documents.forEach(document -> {
            document.remove("askedStripeAt");
            all.put(collection + " " + document.get("_id"), document.toString());
        }));
        for (var key : List.of(faceKey, palmKey, "uploads/kept/" + faceKey.substring("uploads/".length())))
            all.put(key, String.valueOf(ShopResource.storage().has(ShopResource.UPLOADS_BUCKET, key)));
        all.put(pdfKey, String.valueOf(ShopResource.storage().has(ShopResource.LECTURES_BUCKET, pdfKey)));
        return all;
    }

    /** By collection. */
    private Map<String, List<Document>> documents() {
        return Map.of("tickets", found("tickets", eq("userId", new ObjectId(userId))), "users",
                found("users", eq("email", email)), "orders",
                found("orders", or(eq("buyer.email", email), in("paymentIntentId", delivered, queued, inValidation,
                        free))),
                "uploads", found("uploads", in("_id", faceKey, palmKey)), "email_changes",
                found("email_changes", eq("userId", new ObjectId(userId))));
    }

    private List<Document> found(String collection, Bson filter) {
        return database.getCollection(collection).find(filter).into(new ArrayList<>());
    }

    private Document account() {
        return database.getCollection("users").find(eq("email", email)).first();
    }
}
