package com.oraclelumira.api.payments;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.catalog.Product;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.UiStatus;

/** A purchase as the payment-confirmation page reads it (contract M4). */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PurchaseView(Purchase order, ProductRef product, boolean accessGranted, @Nullable String sanctuaryUrl) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Purchase(@Nullable String id, String productId, @Nullable String customerEmail, long amount, String currency,
            String status, @Nullable String paymentIntentId, Instant createdAt, Instant updatedAt,
            @Nullable Instant completedAt, Metadata metadata) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PurchaseMetadata")
    record Metadata(String productName, String level, String requestId, @Nullable Boolean freeProduct,
            @Nullable String customerName, @Nullable String customerPhone, @Nullable String customerEmail) {}

    record ProductRef(String id, String name, String level) {}

    static PurchaseView of(Order order, Product product, boolean showBuyer) {
        var access = order.accessGranted();
        var buyer = order.buyer();
        var metadata = new Metadata(product.name(), product.level(), order.origin().requestId(),
                order.price().free() ? true : null, showBuyer ? buyer.fullName() : null,
                showBuyer ? buyer.phone() : null, showBuyer ? buyer.email() : null);
        var purchase = new Purchase(order.paymentIntentId(), product.id(), showBuyer ? buyer.email() : null,
                order.price().amountCents(), order.price().currency(), UiStatus.ofPurchase(order),
                order.paymentIntentId(), order.createdAt(), order.updatedAt(), order.paidAt(), metadata);
        return new PurchaseView(purchase, new ProductRef(product.id(), product.name(), product.level()), access,
                access ? "/sanctuaire" : null);
    }
}
