package com.oraclelumira.api.sanctuary;

import java.time.Duration;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Photo;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.storage.ObjectStore;
import com.oraclelumira.api.users.Profile;
import com.oraclelumira.api.users.User;

/** The two photos of a profile: kept as keys, shown through addresses that open them for a while. */
@Singleton
class ProfilePhotos {
    /** As long as a page may stay open. */
    private static final Duration SHOWN = Duration.ofMinutes(15);

    private final ObjectStore store;
    private final Orders orders;

    ProfilePhotos(ObjectStore store, Orders orders) {
        this.store = store;
        this.orders = orders;
    }

    /** The profile with addresses that an {@code <img>} can load; a photo that is not ours is left out. */
    Profile shown(Profile profile) {
        return new Profile(profile.birthDate(), profile.birthTime(), profile.birthPlace(), profile.specificQuestion(),
                profile.objective(), address(profile.facePhotoUrl()), address(profile.palmPhotoUrl()),
                profile.profileCompleted(), profile.submittedAt());
    }

    private @Nullable String address(@Nullable String key) {
        if (key == null || !store.configured())
            return null;
        return store.parse(key).map(object -> store.signedGet(object, SHOWN).toString()).orElse(null);
    }

    /**
     * The key to keep for what a page sent: a key or an address, signed or not, of a photo that is hers already.
     * VALIDATION_ERROR for any other: what she names here, she can read afterwards.
     */
    String accepted(User user, String sent) {
        var object = store.parse(sent).orElseThrow(ProfilePhotos::refused);
        if (hers(user).noneMatch(object.key()::equals))
            throw refused();
        return object.key();
    }

    private Stream<String> hers(User user) {
        var profile = user.profile() == null ? Profile.EMPTY : user.profile();
        var kept = Stream.of(profile.facePhotoUrl(), profile.palmPhotoUrl())
                .flatMap(key -> store.parse(key).map(ObjectRef::key).stream());
        return Stream.concat(kept, orders.ofBuyer(user.email()).stream().filter(order -> order.intake() != null)
                .flatMap(order -> order.intake().photos().stream()).map(Photo::key));
    }

    private static ProblemException refused() {
        return new ProblemException(ProblemType.VALIDATION_ERROR,
                "Cette photo n'a pas été envoyée depuis votre espace.");
    }
}
