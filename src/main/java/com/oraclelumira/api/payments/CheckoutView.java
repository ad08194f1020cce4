package com.oraclelumira.api.payments;

import com.oraclelumira.api.catalog.Product;

/** Answer to a checkout (contract M2): {@code orderId} is the public handle; no {@code clientSecret} for a free level. */
record CheckoutView(String clientSecret, String orderId, long amount, String currency, String productName) {
    static CheckoutView of(String clientSecret, String handle, Product product) {
        return new CheckoutView(clientSecret, handle, product.amountCents(), product.currency(), product.name());
    }
}
