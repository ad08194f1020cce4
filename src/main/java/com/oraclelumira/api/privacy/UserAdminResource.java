package com.oraclelumira.api.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.bson.types.ObjectId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.sanctuary.SignInLinks;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.users.Profile;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.UserDirectory;
import com.oraclelumira.api.users.Users;

/**
 * Customers' accounts for admins: find, read, export, sign out, erase. Nothing here changes what an account says (v1 let
 * anything be assigned); every access is on the audit trail, a list as one line.
 */
@Path("/api")
@RolesAllowed(Roles.ADMIN)
@RateLimited(LimitGroup.DESK)
class UserAdminResource {
    private static final int MOST_USERS = 100;
    private static final int LAST_PAGE = 100_000;

    /** Without her profile's photos: what they show is nobody's business in a list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserView(@JsonProperty("_id") String id, String email, String firstName, String lastName,
            @Nullable String phone, Instant createdAt, Instant updatedAt, @Nullable Profile profile) {
        static UserView of(User user) {
            return new UserView(user.id().toHexString(), user.email(), user.firstName(), user.lastName(), user.phone(),
                    user.createdAt(), user.updatedAt(), null);
        }

        static UserView whole(User user) {
            return new UserView(user.id().toHexString(), user.email(), user.firstName(), user.lastName(), user.phone(),
                    user.createdAt(), user.updatedAt(), user.profile());
        }
    }

    /** {@code total} counts pages, as everywhere in this API. */
    record Pagination(int current, long total, long count, int limit) {}

    record UsersView(List<UserView> users, Pagination pagination) {}

    record EndedView(boolean success, String message) {}

    record ErasedView(boolean success, String message, int erasedOrders) {}

    private final Users users;
    private final UserDirectory directory;
    private final Export export;
    private final Erasure erasure;
    private final SignInLinks links;
    private final CurrentExpert expert;
    private final AuditTrail audit;
    private final Clock clock;

    UserAdminResource(Users users, UserDirectory directory, Export export, Erasure erasure, SignInLinks links,
            CurrentExpert expert, AuditTrail audit, Clock clock) {
        this.users = users;
        this.directory = directory;
        this.export = export;
        this.erasure = erasure;
        this.links = links;
        this.expert = expert;
        this.audit = audit;
        this.clock = clock;
    }

    /** Newest first; {@code search} is looked for literally in addresses, names and phones. VALIDATION_ERROR. */
    @GET
    @Path("users")
    @Operation(summary = "Customers' accounts, newest first.", description = "search: words, taken literally.")
    @Fails({ProblemType.VALIDATION_ERROR, ProblemType.NOT_FOUND})
    public UsersView list(@QueryParam("search") @Nullable String search,
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("limit") @DefaultValue("20") int limit) {
        var words = PlainText.bounded(search, UserDirectory.LONGEST_SEARCH, "La recherche");
        int size = Math.clamp(limit, 1, MOST_USERS);
        int current = Math.clamp(page, 1, LAST_PAGE);
        var actor = expert.actor();
        var found = directory.page(new UserDirectory.Query(words, "createdAt", false, current, size));
        audit.record(actor, "users.listed", "users",
                "page=" + current + " " + Subject.ids(found.stream().map(User::id).toList()));
        long count = directory.count(words);
        return new UsersView(found.stream().map(UserView::of).toList(),
                new Pagination(current, Math.ceilDiv(count, size), count, size));
    }

    /** NOT_FOUND. */
    @GET
    @Path("users/{id}")
    @Operation(summary = "One account with its profile.")
    @Fails(ProblemType.NOT_FOUND)
    public UserView one(@PathParam("id") String id) {
        var actor = expert.actor();
        var user = find(id);
        audit.record(actor, "user.viewed", Subject.client(user.id()), null);
        return UserView.whole(user);
    }

    /** Everything that we keep about her. NOT_FOUND. */
    @GET
    @Path("users/{id}/export")
    @Operation(summary = "Everything that we keep about one person (GDPR art. 15 and 20).")
    @Fails(ProblemType.NOT_FOUND)
    public Export.ExportView export(@PathParam("id") String id) {
        var actor = expert.actor();
        return export.of(Person.of(find(id)), actor);
    }

    /** Every token that she has ends at once, and what an opened link let in; she signs in again when she likes. NOT_FOUND. */
    @POST
    @Path("users/{id}/end-sessions")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Ends a customer's sessions at once.", description = "For an account that somebody else got into. She may sign in again.")
    @Fails(ProblemType.NOT_FOUND)
    public EndedView endSessions(@PathParam("id") String id) {
        var actor = expert.actor();
        var user = find(id);
        audit.record(actor, "client.sessions_ended", Subject.client(user.id()), null);
        users.endAllSessionsBefore(user.id(), clock.instant());
        links.close(user.email());
        return new EndedView(true, "Les sessions de ce client sont terminées.");
    }

    /** For good. CONFLICT while something is owed to her or contested, unless {@code force=true}. NOT_FOUND. */
    @DELETE
    @Path("users/{id}")
    @Operation(summary = "Erases an account and the personal data of its orders, for good.", description = "CONFLICT while a paid reading is owed or a payment contested, unless force=true.")
    @Fails({ProblemType.NOT_FOUND, ProblemType.CONFLICT})
    public ErasedView erase(@PathParam("id") String id, @QueryParam("force") @DefaultValue("false") boolean force) {
        var warrant = new Erasure.Warrant(expert.actor(), force);
        int orders = erasure.client(find(id), warrant);
        return new ErasedView(true, "Le compte et les données de %d commande(s) ont été effacés.".formatted(orders),
                orders);
    }

    private User find(String id) {
        return Optional.of(id).filter(ObjectId::isValid).map(ObjectId::new).map(users::findById)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "Client non trouvé"));
    }
}
