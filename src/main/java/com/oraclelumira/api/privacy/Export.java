package com.oraclelumira.api.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditEntry;
import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.notifications.OutboxMail;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.sanctuary.PendingEmail;
import com.oraclelumira.api.sanctuary.PendingEmails;
import com.oraclelumira.api.sanctuary.SignInLinks;
import com.oraclelumira.api.support.Ticket;
import com.oraclelumira.api.support.TicketView;
import com.oraclelumira.api.support.Tickets;
import com.oraclelumira.api.users.Profile;
import com.oraclelumira.api.users.User;

/** Everything that we keep about one person, for her to read or to take elsewhere (GDPR art. 15 and 20). */
@Singleton
public class Export {
    /**
     * The whole of it; {@code account} where she has one. Times are UTC, money is in cents. {@code cartsNotListed} of the
     * checkouts that somebody began in her name, when there are more than a program alone could leave there: how many
     * older ones the orders do not show.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExportView(Instant exportedAt, String email, @Nullable AccountView account,
            List<ExportedOrder> orders, @Nullable Long cartsNotListed, List<TicketView> tickets, List<MailView> mails,
            List<SignInView> signIns,
            List<AddressView> changesOfAddress, List<AccessView> accesses) {}

    /** {@code earlier} is what the system before this one kept besides. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AccountView(String id, String email, String firstName, String lastName, @Nullable String phone,
            @Nullable Profile profile, Instant createdAt, Instant updatedAt, @Nullable Map<String, Object> earlier) {}

    /** A mail that we sent her, or are about to. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MailView(String about, String template, Map<String, String> values, Instant createdAt,
            @Nullable Instant sentAt) {}

    /** A link that was mailed to her; its token is kept by nobody. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ExportedSignInView")
    public record SignInView(Instant createdAt, @Nullable Instant openedAt) {}

    /** Addresses that she had, or asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AddressView(String from, String to, Instant askedAt, @Nullable Instant confirmedAt) {}

    /** Who looked at her data, or changed it. */
    public record AccessView(Instant at, String actor, String action) {
        static AccessView of(AuditEntry entry) {
            return new AccessView(entry.at(), entry.actor(), entry.action());
        }
    }

    private static final int MOST_CARTS = 100;

    private final OrdersOfClient orders;
    private final Outbox outbox;
    private final SignInLinks links;
    private final PendingEmails emails;
    private final Tickets tickets;
    private final AuditTrail audit;
    private final Clock clock;

    Export(OrdersOfClient orders, Outbox outbox, SignInLinks links, PendingEmails emails, Tickets tickets,
            AuditTrail audit, Clock clock) {
        this.orders = orders;
        this.outbox = outbox;
        this.links = links;
        this.emails = emails;
        this.tickets = tickets;
        this.audit = audit;
        this.clock = clock;
    }

    /** The export itself is an access: it is on the trail that it shows. */
    public ExportView of(Person person, String actor) {
        audit.record(actor, "client.exported", People.subject(person), null);
        var hers = orders(person);
        var asked = tickets.of(person.email(), People.accountId(person));
        var account = Optional.ofNullable(person.account());
        return new ExportView(clock.instant(), person.email(), account.map(Export::account).orElse(null),
                hers.stream().map(ExportedOrder::of).toList(), notListed(person, hers),
                asked.stream().map(TicketView::of).toList(),
                outbox.to(person.email()).stream().map(Export::mail).toList(),
                links.of(person.email()).stream().map(link -> new SignInView(link.createdAt(), link.openedAt()))
                        .toList(),
                account.map(User::id).map(emails::of).orElse(List.of()).stream().map(Export::change).toList(),
                accesses(person, hers, asked));
    }

    private List<Order> orders(Person person) {
        var id = People.accountId(person);
        return Stream.concat(orders.withoutCarts(person.email(), id).stream(),
                orders.carts(person.email(), id, MOST_CARTS).stream())
                .sorted(Comparator.comparing(Order::createdAt).reversed()).toList();
    }

    private @Nullable Long notListed(Person person, List<Order> listed) {
        long rest = orders.count(person.email(), People.accountId(person)) - listed.size();
        return rest > 0 ? rest : null;
    }

    private static AccountView account(User user) {
        return new AccountView(user.id().toHexString(), user.email(), user.firstName(), user.lastName(), user.phone(),
                user.profile(), user.createdAt(), user.updatedAt(),
                Optional.ofNullable(user.v1()).map(PlainDocument::of).orElse(null));
    }

    private static MailView mail(OutboxMail mail) {
        return new MailView(mail.id(), mail.template().name(), mail.values(), mail.createdAt(), mail.sentAt());
    }

    private static AddressView change(PendingEmail change) {
        return new AddressView(change.from(), change.to(), change.createdAt(), change.confirmedAt());
    }

    /** Newest first; a photo that is both her order's and her account's was looked at once. */
    private List<AccessView> accesses(Person person, List<Order> hers, List<Ticket> asked) {
        var ids = Stream.concat(Stream.ofNullable(person.account()).map(User::id),
                Stream.concat(hers.stream().map(Order::id), asked.stream().map(Ticket::id)));
        var shown = ids.flatMap(
                id -> Stream.concat(audit.about(id.toHexString()).stream(), audit.listing(id).stream()));
        var questions = asked.stream().flatMap(ticket -> audit.about(ticket.auditSubject()).stream());
        return Stream.of(audit.about(People.subject(person)).stream(), shown, questions).flatMap(Function.identity())
                .map(AccessView::of).distinct()
                .sorted(Comparator.comparing(AccessView::at).reversed()).toList();
    }
}
