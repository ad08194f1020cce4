package com.oraclelumira.api.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.support.Tickets;
import com.oraclelumira.api.users.Email;
import com.oraclelumira.api.users.Users;

/** Finds people by their address, whether they have an account or not, and what is theirs. */
@Singleton
public class People {
    private final Users users;
    private final OrdersOfClient orders;
    private final Outbox outbox;
    private final Tickets tickets;

    People(Users users, OrdersOfClient orders, Outbox outbox, Tickets tickets) {
        this.users = users;
        this.orders = orders;
        this.outbox = outbox;
        this.tickets = tickets;
    }

    /**
     * By any address that we may have stored: v1 took some that cannot receive mail. Problems: VALIDATION_ERROR without
     * one, NOT_FOUND when no account, order, ticket or mail has it.
     */
    public Person require(@Nullable String address) {
        if (address == null || address.isBlank())
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Indiquez l'adresse : email.");
        var stored = Email.parse(address).map(Email::value).orElse(address.strip().toLowerCase(Locale.ROOT));
        return byAddress(stored).orElseThrow(
                () -> new ProblemException(ProblemType.NOT_FOUND, "Aucune donnée n'est liée à cette adresse."));
    }

    private Optional<Person> byAddress(String email) {
        var account = users.byEmail(email).map(Person::of);
        if (account.isPresent()
                || !orders.any(email) && !outbox.anyTo(email) && tickets.of(email, null).isEmpty())
            return account;
        return Optional.of(new Person(email, null));
    }

    /** One by one, newest first, however many strangers left in her name; erased ones are nobody's. */
    void eachOrder(Person person, Consumer<Order> reader) {
        orders.each(person.email(), accountId(person), reader);
    }

    /** The newest. */
    List<Order> someOrders(Person person, int most) {
        return orders.some(person.email(), accountId(person), most);
    }

    long countOrders(Person person) {
        return orders.count(person.email(), accountId(person));
    }

    static @Nullable ObjectId accountId(Person person) {
        return person.account() == null ? null : person.account().id();
    }

    /** What the audit trail calls her: never by her address. */
    static String subject(Person person) {
        return person.account() == null
                ? ErasedPeople.key(person.email())
                : Subject.client(person.account().id());
    }
}
