package com.oraclelumira.api.sanctuary;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.catalog.Level;
import com.oraclelumira.api.users.User;

/** Answer to a sign-in (contract M5). {@code products} are the highest level and all below, lowest first. */
record SignInView(boolean success, String token, Customer user, List<String> products) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Customer(String id, String email, String firstName, String lastName, @Nullable String phone, int level) {}

    static SignInView of(User user, Level level, String token) {
        return new SignInView(true, token, new Customer(user.id().toHexString(), user.email(), user.firstName(),
                user.lastName(), user.phone(), level.number()), level.included().stream().map(Level::id).toList());
    }
}
