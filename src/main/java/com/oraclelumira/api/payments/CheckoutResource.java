package com.oraclelumira.api.payments;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.catalog.Catalog;
import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.ClientAddress;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.http.RequestId;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;

/** Where the customer app starts a purchase (contract M2). Public. */
@Path("/api")
@Callers("everybody")
class CheckoutResource {
    private static final int LONGEST_KEY = 255;

    private final Catalog catalog;
    private final Checkout checkout;
    private final ClientAddress client;

    CheckoutResource(Catalog catalog, Checkout checkout, ClientAddress client) {
        this.catalog = catalog;
        this.checkout = checkout;
        this.client = client;
    }

    /**
     * Opens a checkout: amount and level from the catalogue, whatever the body says. The same visitor's second call for
     * the same basket, or the same {@code Idempotency-Key}, gives the same PaymentIntent; a free level gives the one
     * free order of that address. Problems: INVALID_REQUEST_BODY, MISSING_PRODUCT_ID, PRODUCT_NOT_FOUND, INVALID_EMAIL,
     * VALIDATION_ERROR, PRODUCT_UNAVAILABLE, IDEMPOTENCY_KEY_REUSED, STRIPE_SERVICE_ERROR, SERVICE_UNAVAILABLE.
     */
    @POST
    @Path("products/create-payment-intent")
    @RateLimited(LimitGroup.CHECKOUT)
    @Operation(summary = "Opens a checkout for one product (M2).", description = "Amount and level come from the catalogue. The same visitor's second call for the same "
            + "basket, or the same Idempotency-Key, gives the same PaymentIntent. A free level has an empty "
            + "clientSecret.")
    @Fails({ProblemType.MISSING_PRODUCT_ID, ProblemType.PRODUCT_NOT_FOUND, ProblemType.INVALID_EMAIL,
            ProblemType.VALIDATION_ERROR, ProblemType.CONFLICT, ProblemType.PRODUCT_UNAVAILABLE,
            ProblemType.IDEMPOTENCY_KEY_REUSED, ProblemType.STRIPE_SERVICE_ERROR})
    public CheckoutView open(@Nullable CheckoutRequest request, @HeaderParam("Idempotency-Key") @Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY))
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "L'en-tête Idempotency-Key n'est pas valide.");
        return checkout.open(Basket.of(request, catalog),
                new Checkout.Visitor(client.network(), RequestId.current(), key));
    }
}
