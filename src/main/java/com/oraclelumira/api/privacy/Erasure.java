package com.oraclelumira.api.privacy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.ErasedOrders;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.payments.EventContents;
import com.oraclelumira.api.sanctuary.PendingEmail;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/**
 * Takes a person out of our data for good (GDPR art. 17): account, links, mails, forms, readings, photos. What the law on
 * accounts makes us keep is an order's money under an anonymous buyer. Every step may be repeated and the account goes
 * last, so that what was cut short is finished by asking again; files follow through an obligation of their order.
 */
@Singleton
public class Erasure {
    /** Who asks ({@code expert:<id>}), and whether she insists although a reading is owed or a payment contested. */
    public record Warrant(String actor, boolean insists) {}

    private static final int AT_ONCE = 200;

    private final OrdersOfClient orders;
    private final ErasedOrders erased;
    private final Users users;
    private final PersonalTraces traces;
    private final People people;
    private final ErasedPeople erasedPeople;
    private final StoredFiles files;
    private final EventContents events;
    private final EffectWorker effects;
    private final AuditTrail audit;

    Erasure(OrdersOfClient orders, ErasedOrders erased, Users users, PersonalTraces traces, People people,
            ErasedPeople erasedPeople, StoredFiles files, EventContents events, EffectWorker effects,
            AuditTrail audit) {
        this.orders = orders;
        this.erased = erased;
        this.users = users;
        this.traces = traces;
        this.people = people;
        this.erasedPeople = erasedPeople;
        this.files = files;
        this.events = events;
        this.effects = effects;
        this.audit = audit;
    }

    /**
     * How many orders were hers. Problems: CONFLICT when something is owed or contested and the warrant does not insist:
     * nothing is erased then. SERVICE_UNAVAILABLE when the files of a profile without any order cannot be deleted now:
     * ask again.
     */
    public int person(Person person, Warrant warrant) {
        if (!warrant.insists())
            people.eachOrder(person, Erasure::requireNothingOwed);
        audit.record(warrant.actor(), "client.erased", People.subject(person), "orders=" + people.countOrders(person));
        var changes = traces.changes(person);
        erasedPeople.remember(person, changes, List.of());
        int hers = anonymise(person, changes);
        traces.forget(person, changes);
        int moved = person.account() == null ? 0 : close(person.account(), warrant);
        traces.forget(person, changes); // who was about to write for the account may have seen it until now
        return hers + moved;
    }

    /** The same for whoever has this account. */
    public int client(User account, Warrant warrant) {
        return person(Person.of(account), warrant);
    }

    /** In parts, because anybody can leave carts in her name; how many orders. */
    private int anonymise(Person person, List<PendingEmail> changes) {
        var photos = new ArrayList<>(person.account() == null ? List.of() : files.of(person.account()));
        int erasedOrders = 0;
        for (var part = people.someOrders(person, AT_ONCE); !part
                .isEmpty(); part = people.someOrders(person, AT_ONCE)) {
            erasedPeople.remember(person, changes, part);
            for (var order : part) {
                photos.addAll(StoredFiles.of(order));
                anonymise(order, photos); // the first one takes the profile's photos along
                photos.clear();
            }
            erasedOrders += part.size();
        }
        files.delete(photos);
        return erasedOrders;
    }

    /** An account whose address has just changed goes with what it has under the new one; how many orders more. */
    private int close(User account, Warrant warrant) {
        return users.forget(account)
                ? 0
                : Optional.ofNullable(users.findById(account.id())).map(moved -> client(moved, warrant)).orElse(0);
    }

    /** One order, not its customer's account. The second call changes nothing. CONFLICT as {@link #client}. */
    public void order(Order order, Warrant warrant) {
        if (!warrant.insists())
            requireNothingOwed(order);
        audit.record(warrant.actor(), "order.erased", Subject.order(order.id()), null);
        anonymise(order, ofItsOwn(order));
    }

    /** One order that nobody paid for or ever will. False, and nothing changed, when it moved on since it was read. */
    boolean unpaid(Order order) {
        var gone = erased.eraseAsRead(order, ofItsOwn(order));
        gone.ifPresent(erasedOrder -> {
            audit.record("service", "order.erased", Subject.order(order.id()), "never paid");
            effects.wake(order.id());
            forgetRest(order);
        });
        return gone.isPresent();
    }

    private List<String> ofItsOwn(Order order) {
        var its = StoredFiles.of(order);
        return its.isEmpty() ? its : its.stream().filter(Predicate.not(stillUsed(order)::contains)).toList();
    }

    private void anonymise(Order order, List<String> leftovers) {
        erased.erase(order, List.copyOf(leftovers)).ifPresent(gone -> effects.wake(gone.id()));
        forgetRest(order);
    }

    /** What others stored about it. */
    private void forgetRest(Order order) {
        events.forget(order);
        traces.forget(order);
    }

    /** Her next order may have been made with the same photos. */
    private Set<String> stillUsed(Order order) {
        var used = new HashSet<String>();
        users.byEmail(order.buyer().email()).ifPresent(user -> used.addAll(keptForProfile(user)));
        orders.each(order.buyer().email(), null, other -> {
            if (!other.id().equals(order.id()))
                used.addAll(StoredFiles.of(other));
        });
        return used;
    }

    private static List<String> keptForProfile(User user) {
        return user.profile() == null
                ? List.of()
                : Stream.of(user.profile().facePhotoUrl(), user.profile().palmPhotoUrl()).filter(Objects::nonNull)
                        .toList();
    }

    private static void requireNothingOwed(Order order) {
        var reason = reasonToWait(order);
        if (reason != null)
            throw new ProblemException(ProblemType.CONFLICT,
                    "La commande %s %s".formatted(order.orderNumber(), reason));
    }

    /** She paid and has nothing to read yet, money is on its way, or the bank asks for proofs that would be gone. */
    private static @Nullable String reasonToWait(Order order) {
        return switch (order.payment().status()) {
            case PAID, PARTIALLY_REFUNDED -> order.price().free() || order.fulfilment().deliveredAt() != null
                    ? null
                    : "est payée et n'est pas encore livrée : livrez-la ou remboursez-la d'abord.";
            case PROCESSING, ACTION_REQUIRED -> "a un paiement en cours : attendez qu'il aboutisse ou échoue.";
            case DISPUTED, REVIEW -> "a un paiement contesté ou à vérifier : ses preuves sont encore nécessaires.";
            case PENDING, FAILED, CANCELED, REFUNDED, CHARGEBACK -> null;
        };
    }
}
