package com.oraclelumira.api.support;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.bson.types.ObjectId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.Paging;
import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.support.Ticket.Answer;
import com.oraclelumira.api.support.Ticket.Status;

/** What customers asked, for experts: read, answer, close. Every look is on the audit trail. COM-3 */
@Path("/api")
@RolesAllowed(Roles.EXPERT)
@RateLimited(LimitGroup.DESK)
class TicketDeskResource {
    private static final int USUAL = 20;
    private static final int LONGEST = 10_000;

    /** {@code close}: nothing more is expected of her. */
    record AnswerRequest(@Schema(required = true) @Nullable String text, @Nullable Boolean close) {}

    record TicketsView(List<TicketView> tickets, Paging.PaginationView pagination) {}

    private final Tickets tickets;
    private final TicketMails mails;
    private final CurrentExpert expert;
    private final AuditTrail audit;
    private final Clock clock;

    TicketDeskResource(Tickets tickets, TicketMails mails, CurrentExpert expert, AuditTrail audit, Clock clock) {
        this.tickets = tickets;
        this.mails = mails;
        this.expert = expert;
        this.audit = audit;
        this.clock = clock;
    }

    /** VALIDATION_ERROR. */
    @GET
    @Path("expert/support/tickets")
    @Operation(summary = "Tickets of one state, latest change first.", description = "status: open (the default), answered or closed. At most 100 a page.")
    @Fails(ProblemType.VALIDATION_ERROR)
    public TicketsView list(@QueryParam("status") @DefaultValue("open") String status,
            @QueryParam("page") @Nullable Integer page, @QueryParam("limit") @Nullable Integer limit) {
        var actor = expert.actor();
        var part = Paging.of(page, limit, USUAL);
        var wanted = status(status);
        var found = tickets.page(wanted, part.skip(), part.limit());
        audit.record(actor, "tickets.listed", "tickets",
                "page=%d %s".formatted(part.page(), Subject.ids(found.stream().map(Ticket::id).toList())));
        return new TicketsView(found.stream().map(TicketView::of).toList(), part.of(tickets.count(wanted)));
    }

    private static Status status(String id) {
        return Stream.of(Status.OPEN, Status.ANSWERED, Status.CLOSED).filter(status -> status.id().equals(id))
                .findFirst().orElseThrow(() -> new ProblemException(ProblemType.VALIDATION_ERROR,
                        "Le statut doit être open, answered ou closed."));
    }

    /** NOT_FOUND. */
    @GET
    @Path("expert/support/tickets/{id}")
    @Operation(summary = "One ticket with its answers.")
    @Fails(ProblemType.NOT_FOUND)
    public TicketView one(@PathParam("id") String id) {
        var actor = expert.actor();
        var ticket = find(id);
        audit.record(actor, "ticket.viewed", ticket.auditSubject(), null);
        return TicketView.of(ticket);
    }

    /** Mailed to who asked; the same text is sent once, however often it comes. NOT_FOUND, VALIDATION_ERROR, CONFLICT. */
    @POST
    @Path("expert/support/tickets/{id}/answers")
    @Operation(summary = "Answers a ticket: the text is mailed to who asked.", description = "The same text again changes nothing. CONFLICT when the ticket is closed.")
    @Fails({ProblemType.NOT_FOUND, ProblemType.VALIDATION_ERROR, ProblemType.CONFLICT})
    public TicketView answer(@PathParam("id") String id, @Nullable AnswerRequest request) {
        var author = expert.require();
        var ticket = find(id);
        var text = Question.required(request == null
                ? null
                : PlainText.boundedLines(request.text(), LONGEST, "La réponse"), "Écrivez la réponse.");
        audit.record(author.actor(), "ticket.answered", ticket.auditSubject(), null);
        var then = Boolean.TRUE.equals(request.close()) ? Status.CLOSED : Status.ANSWERED;
        var answer = new Answer(clock.instant(), author.id().toHexString(), author.name(), text);
        return TicketView.of(tickets.answer(ticket.id(), answer, then).map(this::mailed)
                .orElseGet(() -> saidAlready(ticket.id(), text)));
    }

    private Ticket mailed(Ticket ticket) {
        mails.write(ticket);
        return ticket;
    }

    private Ticket saidAlready(ObjectId id, String text) {
        return tickets.byId(id).filter(now -> now.answers().stream().anyMatch(answer -> answer.text().equals(text)))
                .orElseThrow(() -> new ProblemException(ProblemType.CONFLICT,
                        "Cette demande est close : elle ne peut plus recevoir de réponse."));
    }

    /** The second call changes nothing. NOT_FOUND. */
    @POST
    @Path("expert/support/tickets/{id}/close")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Closes a ticket without an answer; nobody is mailed.")
    @Fails(ProblemType.NOT_FOUND)
    public TicketView close(@PathParam("id") String id) {
        var actor = expert.actor();
        var ticket = find(id);
        audit.record(actor, "ticket.closed", ticket.auditSubject(), null);
        return TicketView.of(tickets.close(ticket.id()).map(this::mailed).orElseGet(() -> find(id)));
    }

    private Ticket find(String id) {
        return Optional.of(id).filter(ObjectId::isValid).map(ObjectId::new).flatMap(tickets::byId)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "Cette demande n'existe pas."));
    }
}
