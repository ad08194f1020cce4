package com.oraclelumira.api.desk;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.Paging;
import com.oraclelumira.api.http.Paging.PaginationView;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.WorkQueues;
import com.oraclelumira.api.production.FileLinks;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;

/** The orders as the desk lists and opens them (contract E4-E6). Every look at them is on the audit trail. */
@Path("/api")
@RolesAllowed(Roles.EXPERT)
@RateLimited(LimitGroup.DESK)
class QueueResource {
    /** The page asks once, without a number, and shows what it gets: what is not in the answer is seen by nobody. */
    private static final int MOST_WAITING = 1_000;
    /** With whole readings in it. */
    private static final int MOST_TO_VALIDATE = 200;
    private static final int USUAL = 20;

    record OrdersView(List<OrderView> orders, PaginationView pagination) {}

    record HistoryView(List<OrderView> orders) {}

    private final WorkQueues queues;
    private final DeskOrders orders;
    private final ShownReadings shown;
    private final FileLinks links;
    private final CurrentExpert expert;
    private final AuditTrail audit;

    QueueResource(WorkQueues queues, DeskOrders orders, ShownReadings shown, FileLinks links, CurrentExpert expert,
            AuditTrail audit) {
        this.queues = queues;
        this.orders = orders;
        this.shown = shown;
        this.links = links;
        this.expert = expert;
        this.audit = audit;
    }

    /** What may be taken: paid, and not in production; what the generator failed at comes back here. Oldest first. */
    @GET
    @Path("expert/orders/pending")
    @Operation(summary = "Paid orders that may be taken or processed, oldest first (E4).", description = "At most 1000 a page, which is also the default.")
    public OrdersView pending(@QueryParam("page") @Nullable Integer page,
            @QueryParam("limit") @Nullable Integer limit) {
        var part = Paging.of(page, limit, MOST_WAITING, MOST_WAITING);
        return seen("pending", part, queues.waiting(part.skip(), part.limit()));
    }

    @GET
    @Path("expert/orders/validation-queue")
    @Operation(summary = "Orders whose reading waits for a verdict, longest unchanged first (E5).", description = "At most 200 a page, which is also the default.")
    public OrdersView toValidate(@QueryParam("page") @Nullable Integer page,
            @QueryParam("limit") @Nullable Integer limit) {
        var part = Paging.of(page, limit, MOST_TO_VALIDATE, MOST_TO_VALIDATE);
        var found = queues.toValidate(part.skip(), part.limit());
        if (part.page() == 1)
            shown.page(expert.actor(), found.orders());
        else
            shown.more(expert.actor(), found.orders());
        return seen("validation", part, found);
    }

    /** What she has taken and nobody has delivered. */
    @GET
    @Path("expert/orders/assigned")
    @Operation(summary = "What the expert has taken and nobody has delivered.")
    public OrdersView assigned(@QueryParam("page") @Nullable Integer page,
            @QueryParam("limit") @Nullable Integer limit) {
        var part = Paging.of(page, limit, USUAL);
        return seen("assigned", part,
                queues.assignedTo(expert.require().id().toHexString(), part.skip(), part.limit()));
    }

    /** The latest 200 that were judged. */
    @GET
    @Path("expert/orders/validated-history")
    @Operation(summary = "The latest 200 orders that were judged (E6).")
    public HistoryView history() {
        var actor = expert.actor();
        var judged = queues.judged();
        audit.record(actor, "orders.listed", "orders:history", shown(judged));
        return new HistoryView(judged.stream().map(order -> OrderView.of(order, links)).toList());
    }

    /** Problems: ORDER_NOT_FOUND. */
    @GET
    @Path("expert/orders/{id}")
    @Operation(summary = "One order with everything that the desk shows of it.")
    @Fails(ProblemType.ORDER_NOT_FOUND)
    public OrderView order(@PathParam("id") String id) {
        var actor = expert.actor();
        var order = orders.find(id);
        audit.record(actor, "order.viewed", Subject.order(order.id()), null);
        shown.more(actor, List.of(order));
        return OrderView.of(order, links);
    }

    private static String shown(List<Order> orders) {
        return Subject.ids(orders.stream().map(Order::id).toList());
    }

    private OrdersView seen(String queue, Paging part, WorkQueues.Page found) {
        audit.record(expert.actor(), "orders.listed", "orders:" + queue,
                "page=%d %s".formatted(part.page(), shown(found.orders())));
        return new OrdersView(found.orders().stream().map(order -> OrderView.of(order, links)).toList(),
                part.of(found.count()));
    }
}
