package com.oraclelumira.api.desk;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.bson.types.ObjectId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.Paging;
import com.oraclelumira.api.http.Paging.PaginationView;
import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.ClientFigures;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.production.FileLinks;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.UserDirectory;
import com.oraclelumira.api.users.Users;

/**
 * The desk's customers (contract E8, E9, E10). A page load asks for the list and then for fifty customers' figures at
 * once: each is one indexed question that reads no text. Every look at personal data is on the audit trail, a list as one
 * line; the figures name nobody.
 */
@Path("/api")
@RolesAllowed(Roles.EXPERT)
@RateLimited(LimitGroup.DESK)
class ClientResource {
    /** The page asks for all of them by asking for nothing. */
    private static final int MOST_CLIENTS = 1_000;
    private static final int USUAL_ORDERS = 20;

    record ClientsView(List<ClientView> clients, PaginationView pagination) {}

    record ClientOrdersView(List<OrderView> orders, PaginationView pagination) {}

    private final UserDirectory directory;
    private final Users users;
    private final OrdersOfClient orders;
    private final FileLinks links;
    private final CurrentExpert expert;
    private final AuditTrail audit;

    ClientResource(UserDirectory directory, Users users, OrdersOfClient orders, FileLinks links, CurrentExpert expert,
            AuditTrail audit) {
        this.directory = directory;
        this.users = users;
        this.orders = orders;
        this.links = links;
        this.expert = expert;
        this.audit = audit;
    }

    /**
     * At most 1000 a page. {@code search}: words, taken literally; {@code sortBy}: see {@link UserDirectory#SORTABLE}.
     * VALIDATION_ERROR.
     */
    @GET
    @Path("expert/clients")
    @Operation(summary = "Customers, found and sorted (E8).", description = "At most 1000 a page, which is also the default. search: words, taken literally. sortBy: createdAt, updatedAt, email, firstName or lastName; sortOrder: asc or desc.")
    @Fails(ProblemType.VALIDATION_ERROR)
    public ClientsView list(@QueryParam("search") @Nullable String search,
            @QueryParam("sortBy") @DefaultValue("createdAt") String sortBy,
            @QueryParam("sortOrder") @DefaultValue("desc") String sortOrder,
            @QueryParam("page") @Nullable Integer page, @QueryParam("limit") @Nullable Integer limit) {
        var words = PlainText.bounded(search, UserDirectory.LONGEST_SEARCH, "La recherche");
        if (!UserDirectory.SORTABLE.contains(sortBy))
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Ce tri n'existe pas.");
        var part = Paging.of(page, limit, MOST_CLIENTS, MOST_CLIENTS);
        var actor = expert.actor();
        var found = directory
                .page(new UserDirectory.Query(words, sortBy, "asc".equals(sortOrder), part.page(), part.limit()));
        audit.record(actor, "clients.listed", "clients",
                "page=" + part.page() + " " + Subject.ids(found.stream().map(User::id).toList()));
        var figures = orders.figures(found.stream().map(User::email).toList());
        return new ClientsView(
                found.stream().map(user -> ClientView.of(user,
                        figures.getOrDefault(user.email(), ClientFigures.NONE))).toList(),
                part.of(directory.count(words)));
    }

    /** NOT_FOUND. */
    @GET
    @Path("expert/clients/{id}/stats")
    @Operation(summary = "One customer's figures (E9).")
    @Fails(ProblemType.NOT_FOUND)
    public ClientStatsView stats(@PathParam("id") String id) {
        expert.actor();
        return ClientStatsView.of(orders.figures(find(users, id).email()));
    }

    /** Newest first, 20 a page unless asked otherwise. NOT_FOUND. */
    @GET
    @Path("expert/clients/{id}/orders")
    @Operation(summary = "One customer's orders, newest first (E10).")
    @Fails(ProblemType.NOT_FOUND)
    public ClientOrdersView orders(@PathParam("id") String id, @QueryParam("page") @Nullable Integer page,
            @QueryParam("limit") @Nullable Integer limit) {
        var actor = expert.actor();
        var client = find(users, id);
        var part = Paging.of(page, limit, USUAL_ORDERS);
        var found = orders.page(client.email(), part.page(), part.limit());
        audit.record(actor, "client.orders_viewed", Subject.client(client.id()),
                "page=" + part.page() + " " + Subject.ids(found.stream().map(Order::id).toList()));
        return new ClientOrdersView(found.stream().map(order -> OrderView.of(order, links)).toList(),
                part.of(orders.count(client.email())));
    }

    /** NOT_FOUND, also for what is no id at all. */
    static User find(Users users, String id) {
        return Optional.of(id).filter(ObjectId::isValid).map(ObjectId::new).map(users::findById)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "Client non trouvé"));
    }
}
