package com.oraclelumira.api.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.orders.Photo;
import com.oraclelumira.api.uploads.PhotoType;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.store.Conditions.all;

/**
 * What a form adds to the profile of the order's own buyer, and only where that is still empty: whoever holds an order
 * may not know the mailbox it names, so nothing that is there is overwritten. (The page itself saves the texts again,
 * signed in, right after: M7.)
 */
@Singleton
class BuyerProfiles {
    private final Users users;
    private final OrdersOfClient orders;
    private final Clock clock;

    BuyerProfiles(Users users, OrdersOfClient orders, Clock clock) {
        this.users = users;
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * The account that the order's form may add to. Empty for a free order in the name of somebody who bought elsewhere
     * before, unless she has shown that its mailbox is hers: a free reading costs nothing, so its address proves nothing.
     */
    Optional<User> of(Order order, Submission.Sender sender) {
        if (sender != Submission.Sender.MAILBOX && order.price().free()
                && orders.paid(order.buyer().email()).stream().filter(Order::accessGranted)
                        .anyMatch(other -> !other.origin().network().equals(order.origin().network())))
            return Optional.empty();
        return Optional.of(users.welcome(order.buyer()).user());
    }

    /** @param replaced the photos that this order had before: the profile follows where it shows one of them */
    void add(ObjectId userId, Intake intake, List<Photo> replaced) {
        fill(userId, "birthDate", intake.dateOfBirth());
        fill(userId, "birthTime", intake.birthTime());
        fill(userId, "birthPlace", intake.birthPlace());
        fill(userId, "specificQuestion", intake.specificQuestion());
        fill(userId, "objective", intake.objective());
        show(userId, "facePhotoUrl", PhotoType.FACE, intake.photos(), replaced);
        show(userId, "palmPhotoUrl", PhotoType.PALM, intake.photos(), replaced);
    }

    private void fill(ObjectId userId, String field, @Nullable String value) {
        if (value != null)
            write(userId, field, value, empty(field));
    }

    private void show(ObjectId userId, String field, PhotoType type, List<Photo> photos, List<Photo> replaced) {
        var before = replaced.stream().filter(photo -> photo.type().equals(type.id())).map(Photo::key).toList();
        photos.stream().filter(photo -> photo.type().equals(type.id())).findFirst().ifPresent(
                photo -> write(userId, field, photo.key(), or(empty(field), in("profile." + field, before))));
    }

    private static Bson empty(String field) {
        return or(exists("profile." + field, false), in("profile." + field, "", null));
    }

    private void write(ObjectId userId, String field, String value, Bson condition) {
        var changes = new ArrayList<Bson>(List.of(set("profile." + field, value), set("updatedAt", clock.instant())));
        users.mongoCollection().updateOne(all(eq(userId), condition), combine(changes));
    }
}
