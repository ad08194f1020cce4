package com.oraclelumira.api.sanctuary;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.uploads.PhotoType;
import com.oraclelumira.api.uploads.ProfilePhotos;
import com.oraclelumira.api.uploads.ProfilePhotos.Owner;
import com.oraclelumira.api.users.Profile;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/** What the customer told us for her readings (contract M6, M7). */
@Path("/api")
@Authenticated
@RateLimited(LimitGroup.CUSTOMER)
@Callers("a customer, about herself")
class ProfileResource {
    /** {@code message} says which photo was not taken, and why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProfileView(String email, String firstName, String lastName, @Nullable String phone, Profile profile,
            @Nullable String message) {}

    private final CurrentCustomer customer;
    private final Users users;
    private final ProfilePhotos photos;
    private final Clock clock;

    ProfileResource(CurrentCustomer customer, Users users, ProfilePhotos photos, Clock clock) {
        this.customer = customer;
        this.users = users;
        this.photos = photos;
        this.clock = clock;
    }

    @GET
    @Path("users/profile")
    @Operation(summary = "What the customer told us for her readings (M6).", description = "Photos as addresses that an image can load for a while.")
    public ProfileView profile() {
        return view(customer.require(), null);
    }

    /**
     * Field by field; the answer is what the next GET gives. A completed form gets a date if it has none. A photo that
     * cannot be taken leaves the rest unharmed, and is a problem only when nothing else came: VALIDATION_ERROR,
     * PAYLOAD_TOO_LARGE, SERVICE_UNAVAILABLE.
     */
    @PATCH
    @Path("users/profile")
    @Operation(summary = "Changes it field by field (M7).", description = "An absent field stays, an empty one is removed; a photo by its key or stored address. "
            + "Each at most 15 MB. A photo that cannot be taken does not hold up the rest: message says which and why. "
            + "Alone it is refused.")
    @Fails(ProblemType.VALIDATION_ERROR)
    public ProfileView change(@Nullable ProfileRequest request) {
        var user = customer.require();
        if (request == null)
            return view(user, null);
        var changes = new LinkedHashMap<>(request.changes());
        var refusals = new ArrayList<ProblemException>();
        var kept = profile(user);
        photo(PhotoType.FACE, request.facePhotoUrl(), kept.facePhotoUrl(), user, changes, refusals);
        photo(PhotoType.PALM, request.palmPhotoUrl(), kept.palmPhotoUrl(), user, changes, refusals);
        if (changes.isEmpty() && !refusals.isEmpty())
            throw refusals.getFirst();
        if (Boolean.TRUE.equals(request.profileCompleted()) && kept.submittedAt() == null)
            changes.putIfAbsent("profile.submittedAt", clock.instant());
        return view(changes.isEmpty() ? user : users.change(user.id(), changes), sentences(refusals));
    }

    private void photo(PhotoType type, @Nullable String sent, @Nullable String kept, User user,
            Map<String, @Nullable Object> changes, List<ProblemException> refusals) {
        if (sent == null)
            return;
        var field = type == PhotoType.FACE ? "profile.facePhotoUrl" : "profile.palmPhotoUrl";
        try {
            changes.put(field,
                    sent.isBlank() ? null : photos.toKeep(sent, type, new Owner(user.id(), user.email()), kept));
        } catch (ProblemException refusal) {
            refusals.add(refusal);
        }
    }

    private static @Nullable String sentences(List<ProblemException> refusals) {
        return refusals.isEmpty()
                ? null
                : refusals.stream().map(ProblemException::getMessage).distinct().collect(Collectors.joining(" "));
    }

    private ProfileView view(User user, @Nullable String message) {
        return new ProfileView(user.email(), user.firstName(), user.lastName(), user.phone(), shown(profile(user)),
                message);
    }

    private static Profile profile(User user) {
        return user.profile() == null ? Profile.EMPTY : user.profile();
    }

    /** With addresses that an image of the page can load. */
    private Profile shown(Profile kept) {
        return new Profile(kept.birthDate(), kept.birthTime(), kept.birthPlace(), kept.specificQuestion(),
                kept.objective(), photos.signed(kept.facePhotoUrl()), photos.signed(kept.palmPhotoUrl()),
                kept.profileCompleted(), kept.submittedAt());
    }
}
