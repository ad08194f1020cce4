package com.oraclelumira.api.desk;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.UiStatus;
import com.oraclelumira.api.production.FileLinks;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;

/** What an expert does with an order (contract E12-E15). The emergency token cannot: there is no expert behind it. */
@Path("/api")
@RolesAllowed(Roles.EXPERT)
@RateLimited(LimitGroup.DESK)
class WorkResource {
    /** n8n is told by the worker, right after this answer: the desk gives up after 30 s, and n8n may take longer. */
    private static final String QUEUED = "queued";

    record AssignedView(boolean success, String message, OrderView order) {}

    record ProcessedView(boolean success, String message, String orderId, String orderNumber, String n8nStatus,
            int attempts) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VerdictView(boolean success, String message, String orderId, String status, String action,
            @Nullable Integer revisionCount, @Nullable String n8nStatus) {}

    record RegenerateRequest(@Schema(required = true) @Nullable String orderId, @Nullable String orderNumber) {}

    record RegeneratedView(boolean success, String message, OrderView order, int revisionCount) {}

    private final Processing processing;
    private final Verdicts verdicts;
    private final CurrentExpert expert;
    private final FileLinks links;

    WorkResource(Processing processing, Verdicts verdicts, CurrentExpert expert, FileLinks links) {
        this.processing = processing;
        this.verdicts = verdicts;
        this.expert = expert;
        this.links = links;
    }

    /** One winner; again for the expert who has it. Problems: ORDER_NOT_FOUND, CONFLICT. */
    @POST
    @Path("expert/orders/{id}/assign")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Takes an order; of several experts one wins (E12).")
    @Fails({ProblemType.ORDER_NOT_FOUND, ProblemType.CONFLICT})
    public AssignedView assign(@PathParam("id") String id) {
        var order = processing.assign(expert.require(), id);
        return new AssignedView(true, "Commande assignée avec succès", OrderView.of(order, links));
    }

    /** Problems: those of {@link Processing#process}. */
    @POST
    @Path("expert/process-order")
    @Operation(summary = "Has the reading generated (E13).", description = "expertPrompt has at least 10 characters; expertInstructions may be empty.")
    @Fails({ProblemType.ORDER_NOT_FOUND, ProblemType.CONFLICT, ProblemType.VALIDATION_ERROR})
    public ProcessedView process(ProcessRequest request) {
        var order = processing.process(expert.require(), request);
        return new ProcessedView(true, "Commande envoyee avec succes a l'assistant IA", order.id().toHexString(),
                order.orderNumber(), QUEUED, 0);
    }

    /** Problems: those of {@link Verdicts}. */
    @POST
    @Path("expert/validate-content")
    @Operation(summary = "Approves a reading, or sends it back with a reason (E14).", description = "action: approve, or reject with its rejectionReason. CONFLICT when the reading is another than the one shown: readingVersion says which was read; without it, what this expert was shown last counts.")
    @Fails({ProblemType.ORDER_NOT_FOUND, ProblemType.CONFLICT, ProblemType.VALIDATION_ERROR})
    public VerdictView validate(VerdictRequest request) {
        var me = expert.require();
        var said = request.checked();
        if (said.approves()) {
            var order = verdicts.approve(me, said);
            return new VerdictView(true, "Contenu validé et livré au sanctuaire du client", id(order),
                    UiStatus.ofWork(order), "approved", null, null);
        }
        var order = verdicts.reject(me, said);
        return new VerdictView(true, "Contenu rejeté et envoyé pour régénération", id(order), UiStatus.ofWork(order),
                "rejected", order.fulfilment().revisions(), QUEUED);
    }

    /** Problems: those of {@link Processing#regenerate}. */
    @POST
    @Path("expert/regenerate-lecture")
    @Operation(summary = "A new reading for a delivered order (E15).", description = "The customer keeps the one she has until the new one is approved.")
    @Fails({ProblemType.ORDER_NOT_FOUND, ProblemType.CONFLICT, ProblemType.VALIDATION_ERROR})
    public RegeneratedView regenerate(RegenerateRequest request) {
        if (request.orderId() == null)
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "orderId est requis");
        var order = processing.regenerate(expert.require(), request.orderId());
        return new RegeneratedView(true, "Lecture relancée : la nouvelle version sera à valider", OrderView.of(order,
                links), order.fulfilment().revisions());
    }

    private static String id(Order order) {
        return order.id().toHexString();
    }
}
