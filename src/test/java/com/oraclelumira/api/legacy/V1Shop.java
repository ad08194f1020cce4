package com.oraclelumira.api.legacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Makes documents shaped like v1's, odd ones included. Repeatable: the same seed, the same shop but for the ids. */
final class V1Shop {
    private static final Instant START = Instant.parse("2025-10-01T08:00:00Z");
    private static final List<String> LEVELS = List.of("initie", "mystique", "profond", "integrale");
    private static final int[] CENTS = {0, 4700, 6700, 9700};

    final MongoDatabase database;
    private final Random random;
    private long minute;

    V1Shop(MongoDatabase database, long seed) {
        this.database = database;
        random = new Random(seed);
    }

    /** {@code n} customers with one to three purchases each, in every state that v1 knew, and its accidents. */
    void open(int n) {
        for (int i = 0; i < n; i++) {
            var email = switch (i % 11) {
                case 3 -> "Client" + i + "@Example.COM";
                case 5 -> "client+tag" + i + "@exemple.paris";
                default -> "client" + i + "@example.com";
            };
            var user = user(email);
            for (int order = 0; order <= random.nextInt(3); order++)
                purchase(user, 1 + random.nextInt(3));
            if (i % 13 == 0)
                purchase(user, 0);
        }
    }

    ObjectId user(String email) {
        var user = new Document("firstName", "Anna").append("lastName", "Essai").append("phone", "0612345678")
                .append("subscriptionStatus", "inactive").append("totalOrders", 0).append("stripeCustomerId",
                        "cus_" + random.nextInt())
                .append("profile", new Document("_id", new ObjectId()).append("birthDate", "1990-05-15")
                        .append("birthTime", "14:30").append("birthPlace", "Paris")
                        .append("specificQuestion", "Ma question ?").append("objective", "Paix")
                        .append("facePhotoUrl",
                                "https://qa-uploads.s3.eu-west-3.amazonaws.com/uploads/2025/11/a-face_photo.jpg")
                        .append("profileCompleted", true));
        if (email != null)
            user.append("email", email);
        return add("users", user);
    }

    ObjectId expert(String email) {
        return add("experts", new Document("email", email).append("password",
                "$2a$10$abcdefghijklmnopqrstuuu5Uo5mZ0cGp1yJc6tqHZ1Yx0a1b2c3d").append("name", "Maya")
                .append("role", "admin").append("isActive", true));
    }

    /** With one of v1's five number formats and one of its states. */
    String purchase(ObjectId user, int level) {
        var handle = level == 0
                ? "free_" + minute + "_" + random.nextInt(1 << 30)
                : "pi_3V1" + minute + random.nextInt(1 << 30);
        var states = List.of("pending", "paid", "processing", "awaiting_validation", "completed", "failed",
                "refunded");
        var state = level == 0 ? "paid" : states.get(random.nextInt(states.size()));
        var paid = !List.of("pending", "failed").contains(state);
        if (random.nextInt(20) > 0)
            ledger(handle, level, paid ? "completed" : state.equals("failed") ? "failed" : "pending");
        if (random.nextInt(20) > 0)
            desk(handle, user, level, state);
        for (int copy = random.nextInt(15); copy < 2; copy++)
            desk(handle, user, level, "paid");
        return handle;
    }

    ObjectId ledger(String handle, int level, String status) {
        var at = Date.from(now());
        var line = new Document("productId", LEVELS.get(level)).append("customerEmail", "client0@example.com")
                .append("amount", CENTS[level]).append("currency", "eur").append("status", status)
                .append("paymentIntentId", handle).append("metadata", new Document("level", LEVELS.get(level))
                        .append("customerName", "Anna Essai").append("requestId", "req_" + minute));
        if (status.equals("completed"))
            line.append("completedAt", at);
        return add("productorders", line);
    }

    ObjectId desk(String handle, ObjectId user, int level, String status) {
        var order = new Document("orderNumber", number()).append("userId", user)
                .append("userEmail", email(user)).append("userName", "Anna Essai").append("level", level + 1)
                .append("amount", CENTS[level]).append("currency", "eur").append("status", status)
                .append("paymentIntentId", handle).append("revisionCount", 0).append("service", "lecture")
                .append("formData", new Document("firstName", "Anna").append("lastName", "Essai")
                        .append("email", email(user)).append("phone", "0612345678")
                        .append("dateOfBirth", Date.from(Instant.parse("1990-05-15T00:00:00Z")))
                        .append("specificQuestion", "Paix"))
                .append("clientInputs", new Document("lifeQuestion", "Paix"))
                .append("files", List.of(new Document("_id", new ObjectId()).append("name", "a-face_photo.jpg")
                        .append("url", "https://qa-uploads.s3.eu-west-3.amazonaws.com/uploads/2025/11/a-face_photo.jpg")
                        .append("key", "uploads/2025/11/a-face_photo.jpg").append("contentType", "image")
                        .append("size", 0).append("type", "face_photo").append("uploadedAt", Date.from(now()))));
        if (List.of("processing", "awaiting_validation", "completed").contains(status))
            produced(order, status);
        if (!List.of("pending", "failed").contains(status))
            order.append("paidAt", Date.from(now()));
        return add("orders", order);
    }

    private void produced(Document order, String status) {
        order.append("expertPrompt", "Un prompt suffisamment long").append("expertInstructions", "doux")
                .append("expertReview", new Document("expertId", new ObjectId()).append("status", "approved"));
        if (!status.equals("processing"))
            order.append("generatedContent", new Document("reading", "Texte").append("archetype", "")
                    .append("pdfUrl", "https://oracle-lumira-lectures.s3.eu-west-3.amazonaws.com/lectures/x.pdf")
                    .append("extra", "inconnu"));
        if (status.equals("completed"))
            order.append("deliveredAt", Date.from(now())).append("expertValidation",
                    new Document("validationStatus", "approved").append("validatorName", "Maya")
                            .append("validationNotes", "ok").append("validatedAt", Date.from(now())));
    }

    String event() {
        var id = "evt_3V1" + random.nextInt(1 << 30) + minute;
        add("processed_events", new Document("eventId", id).append("eventType", "payment_intent.succeeded")
                .append("processedAt", Date.from(now())));
        return id;
    }

    ObjectId add(String collection, Document document) {
        var id = new ObjectId();
        var stored = new Document("_id", id);
        stored.putAll(document);
        stored.append("createdAt", Date.from(now())).append("updatedAt", Date.from(now())).append("__v", 0);
        database.getCollection(collection).insertOne(stored);
        minute++;
        return id;
    }

    List<Document> all(String collection) {
        return database.getCollection(collection).find().into(new ArrayList<>());
    }

    private String email(ObjectId user) {
        var email = database.getCollection("users").find(new Document("_id", user)).first().getString("email");
        return email == null ? "sans@example.com" : email.toLowerCase(java.util.Locale.ROOT);
    }

    private String number() {
        var day = 100 + minute % 28;
        return switch ((int) (minute % 5)) {
            case 0 -> "LU2511%02d%06d".formatted(day - 99, minute * 7 % 1_000_000);
            case 1 -> "LUM-%d".formatted(1_760_000_000_000L + minute);
            case 2 -> "LU2511%02d%03d".formatted(day - 99, minute % 1_000);
            case 3 -> "TEMP-%08d".formatted(minute);
            default -> "ORD-%d".formatted(1_760_000_000_000L + minute);
        };
    }

    private Instant now() {
        return START.plusSeconds(60 * minute);
    }
}
