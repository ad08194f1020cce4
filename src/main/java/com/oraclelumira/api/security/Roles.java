package com.oraclelumira.api.security;

/** Who a token speaks for, as {@code @RolesAllowed} names them. */
public final class Roles {
    public static final String CUSTOMER = "customer";
    public static final String EXPERT = "expert";
    public static final String ADMIN = "admin";

    private Roles() {}
}
