package com.oraclelumira.api.desk;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.ClientFigures;
import com.oraclelumira.api.users.Profile;
import com.oraclelumira.api.users.User;

/** A customer in the desk's list (contract E8): what the page shows, without photos, question or Stripe's id. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientView(@JsonProperty("_id") String mongoId, String email, String firstName, String lastName,
        @Nullable String phone, String subscriptionStatus, int totalOrders, @Nullable Instant lastOrderAt,
        Instant createdAt, Instant updatedAt, @Nullable Birth profile) {

    /** Nobody has subscribed to anything yet; the page knows three words for it. */
    private static final String NO_SUBSCRIPTION = "inactive";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Birth(@Nullable String birthDate, @Nullable String birthTime, @Nullable String birthPlace,
            @Nullable String objective, boolean profileCompleted) {
        static @Nullable Birth of(@Nullable Profile told) {
            return told == null
                    ? null
                    : new Birth(told.birthDate(), told.birthTime(), told.birthPlace(), told.objective(),
                            Boolean.TRUE.equals(told.profileCompleted()));
        }
    }

    static ClientView of(User user, ClientFigures figures) {
        return new ClientView(user.id().toHexString(), user.email(), user.firstName(), user.lastName(), user.phone(),
                NO_SUBSCRIPTION, figures.orders(), figures.lastOrderAt(), user.createdAt(), user.updatedAt(),
                Birth.of(user.profile()));
    }
}
