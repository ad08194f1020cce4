package com.oraclelumira.api.sanctuary;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.users.Profile;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/** What the customer told us for her readings (contract M6, M7). */
@Path("/api")
@Authenticated
@RateLimited(LimitGroup.CUSTOMER)
class ProfileResource {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProfileView(String email, String firstName, String lastName, @Nullable String phone, Profile profile) {}

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
    public ProfileView profile() {
        return view(customer.require());
    }

    /** Field by field; the answer is what the next GET gives. A completed form gets a date if it has none. VALIDATION_ERROR. */
    @PATCH
    @Path("users/profile")
    public ProfileView change(@Nullable ProfileRequest request) {
        var user = customer.require();
        if (request == null)
            return view(user);
        var changes = new LinkedHashMap<>(request.changes());
        photo(changes, "facePhotoUrl", request.facePhotoUrl(), user);
        photo(changes, "palmPhotoUrl", request.palmPhotoUrl(), user);
        if (Boolean.TRUE.equals(request.profileCompleted()) && submittedAt(user) == null)
            changes.putIfAbsent("profile.submittedAt", clock.instant());
        return view(changes.isEmpty() ? user : users.change(user.id(), changes));
    }

    private void photo(Map<String, @Nullable Object> changes, String field, @Nullable String sent, User user) {
        if (sent != null)
            changes.put("profile." + field, sent.isBlank() ? null : photos.accepted(user, sent));
    }

    private static @Nullable Object submittedAt(User user) {
        return user.profile() == null ? null : user.profile().submittedAt();
    }

    private ProfileView view(User user) {
        return new ProfileView(user.email(), user.firstName(), user.lastName(), user.phone(),
                user.profile() == null ? Profile.EMPTY : photos.shown(user.profile()));
    }
}
