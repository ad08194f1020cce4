package com.oraclelumira.api.contract;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Values that no two exchanges share. Where v1's has one of these forms, ours must have it too, in our spelling: the
 * forms are compared, not skipped.
 */
enum FreeValue {
    /** Chosen by the database. */
    OBJECT_ID("[0-9a-f]{24}", "[0-9a-f]{24}"),
    /** The moment of the exchange: UTC with exactly three decimals, as the browser's own {@code toISOString()}. */
    INSTANT("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z",
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"),
    /** For the support only; ours are 96 random bits. */
    REQUEST_ID("req_\\d{13}_[a-z0-9]{7}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "[\\w-]{16}"),
    /** Chosen by Stripe. */
    PAYMENT_INTENT("pi_3Fake\\d+", "pi_[A-Za-z0-9]{24,}"),
    /** Chosen by Stripe; Stripe.js takes the PaymentIntent's id from its front. */
    CLIENT_SECRET("pi_3Fake\\d+_secret_abc", "pi_[A-Za-z0-9]{24,}_secret_[A-Za-z0-9]+"),
    /** v1's held the time; ours hold 128 random bits, because the handle is all that protects the order. */
    FREE_HANDLE("free_\\d{13}_[a-z0-9]{8}", "free_[0-9a-f]{32}"),
    /** Day and number; v1's number was made of the clock's last digits, ours counts. */
    ORDER_NUMBER("LU\\d{12}", "LU\\d{10,}"),
    /** v1's held the time and eight characters; ours hold 128 random bits, because the key is all that protects a photo. */
    UPLOAD_KEY("uploads/2026/11/\\d{13}-[a-z0-9]{8}-face_photo\\.jpg",
            "uploads/\\d{4}/\\d\\d/[0-9a-f]{32}-face_photo\\.jpg"),
    /** v1's signature covered the host alone; ours covers what is sent, too. */
    UPLOAD_URL("https://qa-uploads\\.s3\\.us-east-1\\.amazonaws\\.com/uploads/.*",
            "http://[\\d.:]+/suite-uploads/uploads/.*X-Amz-SignedHeaders=content-type%3Bhost&.*"),
    /** Opens nothing. */
    PUBLIC_URL("https://qa-uploads\\.s3\\.eu-west-3\\.amazonaws\\.com/uploads/[^?]+",
            "http://[\\d.:]+/suite-uploads/uploads/[^?]+"),
    /** v1 was recorded without a bucket. */
    SIGNED_URL("https://mock-s3\\.local/.*", "http://[\\d.:]+/suite-.*[?&]X-Amz-Signature=[0-9a-f]{64}.*"),
    /** Opaque to both frontends, which never decode it. */
    TOKEN("<jwt>", "[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private final Pattern recorded;
    private final Pattern ours;

    FreeValue(String recorded, String ours) {
        this.recorded = Pattern.compile(recorded);
        this.ours = Pattern.compile(ours);
    }

    static boolean sameForm(String recorded, String ours) {
        return Arrays.stream(values())
                .anyMatch(value -> value.recorded.matcher(recorded).matches() && value.isOurs(ours));
    }

    boolean isOurs(String text) {
        return ours.matcher(text).matches();
    }
}
