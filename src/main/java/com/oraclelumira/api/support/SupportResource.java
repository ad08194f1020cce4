package com.oraclelumira.api.support;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.sanctuary.CurrentCustomer;
import com.oraclelumira.api.users.Email;

/** Where somebody asks us something. COM-3 */
@Path("/api")
@RateLimited(LimitGroup.SUPPORT)
class SupportResource {
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    /** {@code email} counts without a customer's token only. */
    record TicketRequest(@Schema(required = true) @Nullable String subject,
            @Schema(required = true) @Nullable String message, @Nullable String email, @Nullable String name,
            @Nullable String orderNumber) {}

    /** {@code status} is {@code open}, or {@code unconfirmed}: then without a number. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AskedView(String status, @Nullable String number, String message) {}

    private final Requests requests;
    private final CurrentCustomer customer;

    SupportResource(Requests requests, CurrentCustomer customer) {
        this.requests = requests;
        this.customer = customer;
    }

    /**
     * 201 for a customer's token; otherwise 202, whoever's address it is, and a link to that mailbox. Problems:
     * VALIDATION_ERROR, INVALID_EMAIL, RATE_LIMITED.
     */
    @POST
    @Path("support/tickets")
    @Callers(value = "everybody", optionalToken = true)
    @Operation(summary = "Asks the support something.", description = "With a customer's token the question is open at once; without one a link is mailed to email, which opens it (24 hours).")
    @APIResponse(responseCode = "201", description = "open, under this number", content = @Content(mediaType = "application/json", schema = @Schema(implementation = AskedView.class)))
    @APIResponse(responseCode = "202", description = "waits for the mailbox", content = @Content(mediaType = "application/json", schema = @Schema(implementation = AskedView.class)))
    @Fails({ProblemType.VALIDATION_ERROR, ProblemType.INVALID_EMAIL})
    public Response ask(@Nullable TicketRequest request) {
        var question = Question.of(request);
        var known = customer.find();
        if (known.isPresent()) {
            var ticket = requests.ask(known.get(), question);
            return Response.status(CREATED).entity(new AskedView(ticket.status().id(), ticket.number(),
                    "Votre demande est enregistrée sous le numéro %s.".formatted(ticket.number()))).build();
        }
        requests.ask(address(request), question);
        return Response.status(ACCEPTED).entity(new AskedView(Ticket.Status.UNCONFIRMED.id(), null,
                "Un lien vient de vous être envoyé par e-mail. Ouvrez-le pour nous transmettre votre demande."))
                .build();
    }

    private static Email address(TicketRequest request) {
        var text = Question.required(request.email(), "Indiquez votre adresse e-mail.");
        return Email.parse(text).orElseThrow(
                () -> new ProblemException(ProblemType.INVALID_EMAIL, "L'adresse e-mail n'est pas valide."));
    }
}
