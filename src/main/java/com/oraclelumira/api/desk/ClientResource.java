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
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.ClientFigures;
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
    private static final String MOST_CLIENTS = "1000";
    private static final int MOST_ORDERS = 100;
    private static final int LAST_PAGE = 100_000;

    record ClientsView(List<ClientView> clients, Pagination pagination) {}

    record ClientOrdersView(List<OrderView> orders, Pagination pagination) {}

    /** {@code total} counts pages, {@code count} everything. */
    record Pagination(int current, long total, long count, int limit) {
        static Pagination of(int page, long count, int limit) {
            return new Pagination(page, Math.max(1, Math.ceilDiv(count, limit)), count, limit);
        }
    }

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
    public ClientsView list(@QueryParam("search") @Nullable String search,
            @QueryParam("sortBy") @DefaultValue("createdAt") String sortBy,
            @QueryParam("sortOrder") @DefaultValue("desc") String sortOrder,
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("limit") @DefaultValue(MOST_CLIENTS) int limit) {
        var words = PlainText.bounded(search, UserDirectory.LONGEST_SEARCH, "La recherche");
        if (!UserDirectory.SORTABLE.contains(sortBy))
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Ce tri n'existe pas.");
        int size = Math.clamp(limit, 1, Integer.parseInt(MOST_CLIENTS));
        int current = Math.clamp(page, 1, LAST_PAGE);
        audit.record(expert.actor(), "clients.listed", "clients", "page=" + current + " limit=" + size);
        var found = directory.page(new UserDirectory.Query(words, sortBy, "asc".equals(sortOrder), current, size));
        var figures = orders.figures(found.stream().map(User::email).toList());
        return new ClientsView(
                found.stream().map(user -> ClientView.of(user,
                        figures.getOrDefault(user.email(), ClientFigures.NONE))).toList(),
                Pagination.of(current, directory.count(words), size));
    }

    /** NOT_FOUND. */
    @GET
    @Path("expert/clients/{id}/stats")
    public ClientStatsView stats(@PathParam("id") String id) {
        expert.actor();
        return ClientStatsView.of(orders.figures(find(users, id).email()));
    }

    /** Newest first, 20 a page unless asked otherwise. NOT_FOUND. */
    @GET
    @Path("expert/clients/{id}/orders")
    public ClientOrdersView orders(@PathParam("id") String id, @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("limit") @DefaultValue("20") int limit) {
        var client = find(users, id);
        int size = Math.clamp(limit, 1, MOST_ORDERS);
        int current = Math.clamp(page, 1, LAST_PAGE);
        audit.record(expert.actor(), "client.orders_viewed", id, "page=" + current);
        var found = orders.page(client.email(), current, size);
        return new ClientOrdersView(found.stream().map(order -> OrderView.of(order, links)).toList(),
                Pagination.of(current, orders.count(client.email()), size));
    }

    /** NOT_FOUND, also for what is no id at all. */
    static User find(Users users, String id) {
        return Optional.of(id).filter(ObjectId::isValid).map(ObjectId::new).map(users::findById)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "Client non trouvé"));
    }
}
