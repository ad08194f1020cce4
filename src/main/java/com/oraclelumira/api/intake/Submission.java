package com.oraclelumira.api.intake;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Intakes;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Photo;
import com.oraclelumira.api.uploads.PhotoType;
import com.oraclelumira.api.uploads.Photos;
import com.oraclelumira.api.users.User;

/** Brings a customer's form to her order. Sending it again is fine, and corrects it, until an expert starts on it. */
@Singleton
class Submission {
    private static final int ATTEMPTS = 20;

    /** What somebody sent; {@code byBuyer} when its handle, or the network it comes from, shows that she made the order. */
    record Sent(Form form, @Nullable String faceKey, @Nullable String palmKey, boolean byBuyer) {}

    private final Orders orders;
    private final Intakes intakes;
    private final Photos photos;
    private final BuyerProfiles profiles;
    private final Clock clock;

    Submission(Orders orders, Intakes intakes, Photos photos, BuyerProfiles profiles, Clock clock) {
        this.orders = orders;
        this.intakes = intakes;
        this.photos = photos;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** The order with its intake. Problems: CONFLICT (unpaid, or in production), FORBIDDEN; as {@link Photos#sent}. */
    Order submit(Order found, Sent sent) {
        requireOpen(found, sent);
        var arrived = Stream.of(photo(sent.faceKey(), PhotoType.FACE), photo(sent.palmKey(), PhotoType.PALM))
                .filter(Objects::nonNull).toList();
        var buyer = sent.byBuyer() ? profiles.of(found) : Optional.<User>empty();
        photos.claimForOrder(arrived, found.id(), buyer.map(User::id).orElse(null));
        var order = found;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var before = photosOf(order);
            var intake = sent.form().after(order.intake(), together(before, arrived), clock.instant());
            var stored = intakes.submit(order, intake);
            if (stored.isPresent()) {
                Log.infof("intake.submitted number=%s photos=%d again=%s", order.orderNumber(),
                        intake.photos().size(), order.intake() != null);
                buyer.ifPresent(user -> profiles.add(user.id(), intake, before));
                photos.releaseOthers(order.id(), intake.photos().stream().map(Photo::key).toList());
                return stored.get();
            }
            order = orders.byId(order.id()).orElse(order);
            requireOpen(order, sent);
        }
        throw new ProblemException(ProblemType.CONFLICT, "Votre formulaire vient d'être envoyé une autre fois.");
    }

    private static void requireOpen(Order order, Sent sent) {
        if (!order.accessGranted())
            throw new ProblemException(ProblemType.CONFLICT,
                    "Le paiement de cette commande n'est pas confirmé. Réessayez dans un instant.");
        if (!order.fulfilment().status().takesIntake())
            throw new ProblemException(ProblemType.CONFLICT,
                    "Votre lecture est déjà en préparation : le formulaire ne peut plus être modifié.");
        // a free order's handle can be had by naming an address: its first form may come from anywhere, no other
        if (!sent.byBuyer() && order.intake() != null)
            throw new ProblemException(ProblemType.FORBIDDEN,
                    "Ce formulaire a déjà été envoyé depuis une autre connexion. Écrivez-nous pour le modifier.");
    }

    private Photos.@Nullable Sent photo(@Nullable String key, PhotoType type) {
        return key == null ? null : photos.sent(key, type);
    }

    private static List<Photo> photosOf(Order order) {
        return order.intake() == null ? List.of() : order.intake().photos();
    }

    /** The new ones, and of the earlier ones those that none replaces. */
    private static List<Photo> together(List<Photo> before, List<Photos.Sent> arrived) {
        var kept = before.stream()
                .filter(old -> arrived.stream().noneMatch(photo -> photo.type().id().equals(old.type())));
        var added = arrived.stream().map(photo -> new Photo(photo.type().id(), photo.key(), photo.contentType(),
                photo.sizeBytes(), null, photo.uploadedAt()));
        return Stream.concat(added, kept).toList();
    }
}
