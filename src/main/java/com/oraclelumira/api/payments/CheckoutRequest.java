package com.oraclelumira.api.payments;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the checkout form sends (contract M2). The form's {@code metadata} is not read at all: in the system before this
 * one it could change level, product and owner of a purchase.
 */
record CheckoutRequest(@Schema(required = true) @Nullable String productId,
        @Schema(required = true) @Nullable String customerEmail, @Nullable String customerName,
        @Nullable String customerPhone) {

    boolean empty() {
        return productId == null && customerEmail == null && customerName == null && customerPhone == null;
    }
}
