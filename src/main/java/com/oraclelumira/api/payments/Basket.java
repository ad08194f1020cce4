package com.oraclelumira.api.payments;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.catalog.Catalog;
import com.oraclelumira.api.catalog.Level;
import com.oraclelumira.api.catalog.Product;
import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.users.Email;
import com.oraclelumira.api.users.Identity;

/** A checkout request that can be honoured: a product that is for sale and a buyer whom we can write to. */
record Basket(Product product, Identity buyer) {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_PHONE = 30;

    /** Refuses what cannot be honoured with the problem codes that the customer app knows (contract M2). */
    static Basket of(@Nullable CheckoutRequest request, Catalog catalog) {
        if (request == null || request.empty())
            throw new ProblemException(ProblemType.INVALID_REQUEST_BODY,
                    "Le corps de la requête doit être un objet JSON.");
        var product = product(request.productId(), catalog);
        var email = Email.parse(request.customerEmail()).orElseThrow(
                () -> new ProblemException(ProblemType.INVALID_EMAIL, "L'adresse e-mail n'est pas valide."));
        return new Basket(product, Identity.of(email, PlainText.bounded(request.customerName(), LONGEST_NAME, "Le nom"),
                PlainText.bounded(request.customerPhone(), LONGEST_PHONE, "Le numéro de téléphone")));
    }

    Level level() {
        return Level.valueOf(product.level().toUpperCase(java.util.Locale.ROOT));
    }

    private static Product product(@Nullable String id, Catalog catalog) {
        if (id == null || id.isBlank())
            throw new ProblemException(ProblemType.MISSING_PRODUCT_ID, "Le produit à commander n'est pas indiqué.")
                    .with("validProductIds", Level.ids());
        var product = Optional.of(id).flatMap(Level::byId).map(catalog::product)
                .orElseThrow(() -> new ProblemException(ProblemType.PRODUCT_NOT_FOUND, "Ce produit n'existe pas.")
                        .with("validProductIds", Level.ids()));
        if (!product.purchasable())
            throw new ProblemException(ProblemType.PRODUCT_UNAVAILABLE, product.name() + " sera bientôt disponible.");
        return product;
    }
}
