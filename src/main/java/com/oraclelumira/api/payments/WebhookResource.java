package com.oraclelumira.api.payments;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.ClientAddress;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.Limits;
import com.oraclelumira.api.ratelimit.RefusalsLimited;
import com.oraclelumira.api.ratelimit.Unlimited;

/**
 * Where Stripe delivers. Verify, store, 200: the rest is the worker's. One handler under the three paths that v1 had, so
 * that an endpoint configured for any of them feeds the same inbox. Verified deliveries are never rate-limited.
 */
@Path("/api")
@Consumes(MediaType.WILDCARD)
@Callers("Stripe: every body's signature is checked")
@Unlimited("verified deliveries always come in")
@RefusalsLimited(LimitGroup.UNVERIFIED_WEBHOOK)
class WebhookResource {
    /** v1's answer; Stripe reads only the status. */
    record Received(boolean received) {
        static final Received YES = new Received(true);
    }

    private final WebhookSignature signature;
    private final Inbox inbox;
    private final InboxWorker worker;
    private final Limits limits;
    private final ClientAddress client;

    WebhookResource(WebhookSignature signature, Inbox inbox, InboxWorker worker, Limits limits, ClientAddress client) {
        this.signature = signature;
        this.inbox = inbox;
        this.worker = worker;
        this.limits = limits;
        this.client = client;
    }

    /**
     * Stores the event durably, then answers 200; a copy of a stored event is 200 too. INVALID_SIGNATURE for whatever is
     * not Stripe's; SERVICE_UNAVAILABLE when it cannot be stored, so that Stripe delivers it again. PAY-2, PAY-3, PAY-5
     */
    @POST
    @Path("payments/webhook")
    @Operation(summary = "Takes an event of Stripe.", description = "200 once it is stored durably; a copy of a stored event is 200 too. 503 when it cannot be "
            + "stored: Stripe then delivers it again.")
    @Fails(ProblemType.INVALID_SIGNATURE)
    public Received deliver(byte[] body,
            @HeaderParam("Stripe-Signature") @Parameter(required = true) @Nullable String header) {
        inbox.receive(verified(body, header), body).ifPresent(worker::submit);
        return Received.YES;
    }

    @POST
    @Path("stripe/webhook")
    @Operation(summary = "Takes an event of Stripe, at its second address.")
    @Fails(ProblemType.INVALID_SIGNATURE)
    public Received deliverToStripeAlias(byte[] body,
            @HeaderParam("Stripe-Signature") @Parameter(required = true) @Nullable String header) {
        return deliver(body, header);
    }

    @POST
    @Path("products/webhook")
    @Operation(summary = "Takes an event of Stripe, at its third address.")
    @Fails(ProblemType.INVALID_SIGNATURE)
    public Received deliverToProductsAlias(byte[] body,
            @HeaderParam("Stripe-Signature") @Parameter(required = true) @Nullable String header) {
        return deliver(body, header);
    }

    /** Unverified calls, and only they, are counted against their sender. */
    private StripeEvent verified(byte[] body, @Nullable String header) {
        try {
            return signature.verified(body, header);
        } catch (ProblemException refused) {
            limits.take(LimitGroup.UNVERIFIED_WEBHOOK, client.network());
            throw refused;
        }
    }
}
