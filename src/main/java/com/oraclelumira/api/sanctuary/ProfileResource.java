package com.oraclelumira.api.sanctuary;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.users.Profile;

/** The customer's own data (contract M6). */
@Path("/api")
@RolesAllowed(Roles.CUSTOMER)
@RateLimited(LimitGroup.CUSTOMER)
class ProfileResource {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProfileView(String email, String firstName, String lastName, @Nullable String phone, Profile profile) {}

    private final CurrentCustomer customer;

    ProfileResource(CurrentCustomer customer) {
        this.customer = customer;
    }

    @GET
    @Path("users/profile")
    public ProfileView profile() {
        var user = customer.require();
        return new ProfileView(user.email(), user.firstName(), user.lastName(), user.phone(),
                user.profile() == null ? Profile.EMPTY : user.profile());
    }
}
