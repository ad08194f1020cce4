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
import com.oraclelumira.api.orders.Intake;
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

    /** What shows that it comes from the order's buyer. */
    enum Sender {
        /** Nothing. */
        UNKNOWN,
        /** The order's secret handle, or the network that made it. */
        BUYER,
        /** She is signed in at the order's address, or opened a link mailed there. */
        MAILBOX
    }

    record Sent(Form form, @Nullable String faceKey, @Nullable String palmKey, Sender sender) {
        boolean byBuyer() {
            return sender != Sender.UNKNOWN;
        }
    }

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

    /**
     * The order with its intake. Problems: CONFLICT (unpaid, or in production), FORBIDDEN, VALIDATION_ERROR (nothing in
     * it); as {@link Photos#sent}.
     */
    Order submit(Order found, Sent sent) {
        requireOpen(found);
        var arrived = Stream.of(photo(sent.faceKey(), PhotoType.FACE), photo(sent.palmKey(), PhotoType.PALM))
                .filter(Objects::nonNull).toList();
        next(found, sent, arrived); // refused before anything becomes anybody's
        var buyer = sent.byBuyer() ? profiles.of(found, sent.sender()) : Optional.<User>empty();
        try {
            photos.claimForOrder(arrived, found.id(), buyer.map(User::id).orElse(null));
            return store(found, sent, arrived, buyer);
        } catch (ProblemException refused) {
            orders.byId(found.id()).ifPresent(now -> photos.releaseOthers(now.id(), keys(now.intake())));
            throw refused;
        }
    }

    private Order store(Order found, Sent sent, List<Photos.Sent> arrived, Optional<User> buyer) {
        var order = found;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var intake = next(order, sent, arrived);
            var stored = intakes.submit(order, intake);
            if (stored.isPresent()) {
                Log.infof("intake.submitted number=%s photos=%d again=%s", order.orderNumber(),
                        intake.photos().size(), order.intake() != null);
                var before = photosOf(order.intake());
                buyer.ifPresent(user -> profiles.add(user.id(), intake, before));
                photos.releaseOthers(order.id(), keys(intake));
                return stored.get();
            }
            order = orders.byId(order.id()).orElse(order);
            requireOpen(order);
        }
        throw new ProblemException(ProblemType.CONFLICT, "Votre formulaire vient d'être envoyé une autre fois.");
    }

    private static void requireOpen(Order order) {
        if (!order.accessGranted())
            throw new ProblemException(ProblemType.CONFLICT,
                    "Le paiement de cette commande n'est pas confirmé. Réessayez dans un instant.");
        if (!order.fulfilment().status().takesIntake())
            throw new ProblemException(ProblemType.CONFLICT,
                    "Votre lecture est déjà en préparation : le formulaire ne peut plus être modifié.");
    }

    private Intake next(Order order, Sent sent, List<Photos.Sent> arrived) {
        var earlier = corrected(order, sent, arrived);
        boolean elsewhere = !sent.byBuyer() && (earlier == null || elsewhere(earlier));
        var intake = sent.form().after(earlier, together(photosOf(earlier), arrived), clock.instant(), elsewhere);
        if (intake.saysNothing())
            throw new ProblemException(ProblemType.VALIDATION_ERROR,
                    "Votre formulaire est vide : indiquez votre naissance et votre question, et ajoutez vos photos.");
        return intake;
    }

    /**
     * The earlier form that this one corrects. A free order's handle can be had by naming an address: its first form may
     * come from anywhere; then only from who sent it, and from the buyer, whose form takes the place of another's.
     */
    private static @Nullable Intake corrected(Order order, Sent sent, List<Photos.Sent> arrived) {
        var earlier = order.intake();
        if (earlier == null || earlier.saysNothing())
            return null;
        // a photo's key is told to its sender alone
        boolean sameSender = arrived.stream().anyMatch(photo -> keys(earlier).contains(photo.key()));
        if (sameSender || sent.byBuyer() && !elsewhere(earlier))
            return earlier;
        if (sent.byBuyer())
            return null;
        throw new ProblemException(ProblemType.FORBIDDEN,
                "Ce formulaire a déjà été envoyé depuis une autre connexion. Pour le modifier, ouvrez ici le lien de "
                        + "connexion que nous envoyons par e-mail, ou écrivez-nous.");
    }

    private static boolean elsewhere(Intake intake) {
        return Boolean.TRUE.equals(intake.fromElsewhere());
    }

    private Photos.@Nullable Sent photo(@Nullable String key, PhotoType type) {
        return key == null ? null : photos.sent(key, type);
    }

    private static List<Photo> photosOf(@Nullable Intake intake) {
        return intake == null ? List.of() : intake.photos();
    }

    private static List<String> keys(@Nullable Intake intake) {
        return photosOf(intake).stream().map(Photo::key).toList();
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
