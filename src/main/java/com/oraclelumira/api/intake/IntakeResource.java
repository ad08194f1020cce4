package com.oraclelumira.api.intake;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.openapi.annotations.Operation;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.ClientAddress;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.intake.Submission.Sender;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.payments.CurrentOrders;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.sanctuary.ProvenMailboxes;

/**
 * The onboarding form, sent by whoever holds the order's handle (contract M16). JSON only: photos went straight to the
 * bucket, and no page can reach v1's multipart form any more.
 */
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
@RateLimited(LimitGroup.ORDERS)
@Callers(value = "whoever holds the order's handle: its PaymentIntent id, or free_…; a customer's token shows that she is the buyer", optionalToken = true)
class IntakeResource {
    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_KEY = 4096;

    private final CurrentOrders orders;
    private final Submission submission;
    private final ProvenMailboxes mailboxes;
    private final ClientAddress client;
    private final ObjectMapper json;

    IntakeResource(CurrentOrders orders, Submission submission, ProvenMailboxes mailboxes, ClientAddress client,
            ObjectMapper json) {
        this.orders = orders;
        this.submission = submission;
        this.mailboxes = mailboxes;
        this.client = client;
        this.json = json;
    }

    /**
     * Stores the form, and asks Stripe itself when the webhook is late. The same form again changes nothing; another one
     * replaces it until the production starts. Of a free order, whose handle is no secret, the buyer's replaces a
     * stranger's, and not the other way round. Problems: ORDER_NOT_FOUND, CONFLICT, FORBIDDEN, VALIDATION_ERROR,
     * PAYLOAD_TOO_LARGE (a photo above 15 MB, a form above 256 KiB), SERVICE_UNAVAILABLE.
     */
    @POST
    @Path("orders/by-payment-intent/{handle}/client-submit")
    @Operation(summary = "Stores the onboarding form (M16).", description = "The same form again changes nothing; another one replaces it until the production starts. "
            + "Asks Stripe itself when the webhook is late. An empty form is refused. At most 256 KiB, each photo at most "
            + "15 MB and an image by its bytes. Of a free order, whose handle is no secret, the buyer's form replaces a "
            + "stranger's: she is known by her network, her token, or a mailed link that she opened there.")
    @Fails({ProblemType.ORDER_NOT_FOUND, ProblemType.CONFLICT, ProblemType.FORBIDDEN, ProblemType.VALIDATION_ERROR})
    public IntakeView submit(@PathParam("handle") String handle, IntakeRequest request,
            @Context RoutingContext exchange) {
        if (exchange.body().length() > LARGEST)
            throw new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "Le formulaire envoyé est trop volumineux.");
        var order = orders.byHandle(handle).filter(found -> !found.erased()).orElseThrow(
                () -> new ProblemException(ProblemType.ORDER_NOT_FOUND, "Cette commande est introuvable.")
                        .with("paymentIntentId", handle));
        var form = Form.of(request, json);
        var keys = Part.of(request.uploadedKeys(), json);
        var sent = new Submission.Sent(form, keys.line("facePhotoKey", LONGEST_KEY, "La clé"),
                keys.line("palmPhotoKey", LONGEST_KEY, "La clé"), sender(order));
        return IntakeView.of(submission.submit(order, sent), form);
    }

    private Sender sender(Order order) {
        if (order.handleIsSecret())
            return Sender.BUYER;
        if (mailboxes.isHers(order.buyer().email(), client.network()))
            return Sender.MAILBOX;
        return order.madeFrom(client.network()) ? Sender.BUYER : Sender.UNKNOWN;
    }
}
