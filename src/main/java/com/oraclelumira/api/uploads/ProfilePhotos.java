package com.oraclelumira.api.uploads;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.storage.ObjectStore;

/** The two photos of a customer's profile: kept as keys (v1's as addresses), shown as freshly signed addresses. */
@Singleton
public class ProfilePhotos {
    private static final Duration SHOWN = Duration.ofMinutes(15);

    /** Whose profile it is; the address tells which orders are hers. */
    public record Owner(ObjectId userId, String email) {}

    private final Photos photos;
    private final OrdersOfClient orders;
    private final ObjectStore store;

    ProfilePhotos(Photos photos, OrdersOfClient orders, ObjectStore store) {
        this.photos = photos;
        this.orders = orders;
        this.store = store;
    }

    /**
     * What to keep for the photo that the customer's page names, by key, public address or the signed one that we gave
     * it: {@code kept} itself when it is that one, else the key of a photo that was just sent, from now on this
     * account's. A photo that came with the form of an order of hers, from whatever network, is hers. Problems:
     * VALIDATION_ERROR for any other text and for somebody else's photo, PAYLOAD_TOO_LARGE, SERVICE_UNAVAILABLE.
     *
     * @param kept what the profile holds now
     */
    public String toKeep(String urlOrKey, PhotoType type, Owner owner, @Nullable String kept) {
        if (kept != null && samePhoto(urlOrKey, kept))
            return kept;
        var photo = photos.sent(urlOrKey, type);
        photos.claimForAccount(photo, owner.userId(), orders.paid(owner.email()).stream().map(Order::id).toList());
        return photo.key();
    }

    private boolean samePhoto(String named, String kept) {
        var photo = store.parse(named).map(ProfilePhotos::asSent);
        return photo.isPresent() && photo.equals(store.parse(kept).map(ProfilePhotos::asSent));
    }

    private static ObjectRef asSent(ObjectRef photo) {
        return new ObjectRef(photo.bucket(), Upload.sentKey(photo.key()));
    }

    /**
     * An address that shows it for the next 15 minutes; null for none, for what is not an object of ours, and while no
     * store is configured.
     *
     * @param kept a key, or an address that came from v1
     */
    public @Nullable String signed(@Nullable String kept) {
        if (kept == null || !store.configured())
            return null;
        Optional<ObjectRef> object = store.parse(kept);
        return object.map(photo -> store.signedGet(photo, SHOWN).toString()).orElse(null);
    }
}
