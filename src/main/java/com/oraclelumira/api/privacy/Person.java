package com.oraclelumira.api.privacy;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.users.User;

/**
 * Somebody of whom we keep data. Without an account she is known by her address alone: a cart that was never paid, an
 * order of v1's whose account was gone.
 *
 * @param email in lower case
 */
public record Person(String email, @Nullable User account) {
    public static Person of(User account) {
        return new Person(account.email(), account);
    }
}
