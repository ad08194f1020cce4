package com.oraclelumira.api.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import io.quarkus.logging.Log;
import org.bson.types.ObjectId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.descending;

/** The operator's view of money: an order's ledger with its facts and events, the inbox, and replay. Admins only. */
@Path("/api")
@RolesAllowed(Roles.ADMIN)
@RateLimited(LimitGroup.DESK)
class PaymentAdminResource {
    private static final int MOST_EVENTS = 100;

    /** How many events a worker will apply again. */
    record ReplayView(long replayed) {}

    record EventsView(List<EventView> events, int page) {}

    private final Orders orders;
    private final Inbox inbox;
    private final Replays replays;
    private final CurrentExpert expert;

    PaymentAdminResource(Orders orders, Inbox inbox, Replays replays, CurrentExpert expert) {
        this.orders = orders;
        this.inbox = inbox;
        this.replays = replays;
        this.expert = expert;
    }

    /** By our id, the public handle or the order number. ORDER_NOT_FOUND. */
    @GET
    @Path("admin/payments/orders/{id}")
    @Operation(summary = "An order's ledger with its facts, events and effects.", description = "By our id, the public handle or the order number.")
    @Fails(ProblemType.ORDER_NOT_FOUND)
    public LedgerView order(@PathParam("id") String id) {
        expert.actor(); // her account may have been closed since the token was issued
        var order = find(id).orElseThrow(
                () -> new ProblemException(ProblemType.ORDER_NOT_FOUND, "Cette commande est introuvable."));
        var intents = new ArrayList<String>();
        order.payment().facts().intents().forEach(intent -> intents.add(intent.id()));
        if (order.paymentIntentId() != null && !intents.contains(order.paymentIntentId()))
            intents.add(order.paymentIntentId());
        var events = inbox.mongoCollection().find(com.mongodb.client.model.Filters.in("paymentIntentId", intents))
                .sort(descending("created")).limit(MOST_EVENTS).map(EventView::of).into(new ArrayList<>());
        return LedgerView.of(order, events);
    }

    /** Newest first, 100 a page; {@code state} is DEAD unless said otherwise. */
    @GET
    @Path("admin/payments/events")
    @Operation(summary = "Stripe's events in the inbox, newest first, 100 a page.")
    @Fails(ProblemType.NOT_FOUND)
    public EventsView events(@QueryParam("state") @DefaultValue("DEAD") InboxEvent.State state,
            @QueryParam("page") @DefaultValue("1") int page) {
        expert.actor();
        int current = Math.clamp(page, 1, 10_000);
        return new EventsView(inbox.mongoCollection().find(eq("state", state)).sort(descending("receivedAt"))
                .skip((current - 1) * MOST_EVENTS).limit(MOST_EVENTS).map(EventView::of).into(new ArrayList<>()),
                current);
    }

    /** Applies one event again; the second call does so once more and changes nothing. NOT_FOUND. */
    @POST
    @Path("admin/payments/events/{id}/replay")
    @Operation(summary = "Applies one event again.", description = "Harmless when it was applied before.")
    @Fails(ProblemType.NOT_FOUND)
    public ReplayView replayOne(@PathParam("id") String id) {
        var actor = expert.actor();
        if (inbox.findById(id) == null)
            throw new ProblemException(ProblemType.NOT_FOUND, "Cet événement n'est pas dans la boîte de réception.");
        return replayed(new Replays.Selection(id, null, null, null, null), actor);
    }

    /** Applies a selection again: by type, state or time of receipt. VALIDATION_ERROR for an empty selection. */
    @POST
    @Path("admin/payments/replay")
    @Operation(summary = "Applies a selection of events again, by id, type, state or time of receipt.", description = "At least one of them; every one that is given must match.")
    @Fails(ProblemType.VALIDATION_ERROR)
    public ReplayView replay(Replays.@Nullable Selection selection) {
        var actor = expert.actor();
        if (selection == null || selection.empty())
            throw new ProblemException(ProblemType.VALIDATION_ERROR,
                    "Indiquez quels événements rejouer : id, type, state, from ou to.");
        return replayed(selection, actor);
    }

    private ReplayView replayed(Replays.Selection selection, String actor) {
        try {
            long count = replays.replay(selection);
            Log.infof("events.replayed count=%d by=%s", count, actor);
            return new ReplayView(count);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Cet état n'existe pas.", e);
        }
    }

    private Optional<Order> find(String id) {
        if (ObjectId.isValid(id))
            return orders.byId(new ObjectId(id));
        return orders.byHandle(id).or(() -> orders.byNumber(id));
    }
}
