package com.oraclelumira.api.ratelimit;

import java.time.Duration;
import java.util.Locale;

import io.github.bucket4j.BucketConfiguration;

/**
 * All limits of the service in one table: how many calls in which window. Windows begin with a key's first call.
 * The figures are v1's, which its own users never reached after they were raised (frontend-contract.md §5); the sign-in,
 * checkout, upload and webhook ones are ours. Checklist: SEC-8.
 */
public enum LimitGroup {
    CATALOG(1000, Duration.ofMinutes(5), Key.ADDRESS, Scope.INSTANCE),
    /** Opening payments: a purchase needs one or two. */
    CHECKOUT(30, Duration.ofMinutes(10), Key.ADDRESS, Scope.SHOP),
    /** The confirmation page polls every 3 s, at most 20 times. */
    ORDERS(500, Duration.ofMinutes(15), Key.ADDRESS, Scope.INSTANCE),
    SIGN_IN(30, Duration.ofMinutes(15), Key.ADDRESS, Scope.SHOP),
    /** However many addresses ask: nobody's mailbox is to be filled. */
    SIGN_IN_EMAIL(10, Duration.ofMinutes(15), Key.GIVEN, Scope.SHOP),
    CUSTOMER(500, Duration.ofMinutes(15), Key.ADDRESS, Scope.INSTANCE),
    UPLOADS(100, Duration.ofMinutes(15), Key.ADDRESS, Scope.SHOP),
    /** Questions to the support: what a person writes, not what a program sends. */
    SUPPORT(10, Duration.ofMinutes(15), Key.ADDRESS, Scope.SHOP),
    /** Links to one mailbox, whatever {@code +tag} is written, for questions without a session. */
    SUPPORT_EMAIL(5, Duration.ofHours(1), Key.GIVEN, Scope.SHOP),
    /** One page of the desk makes up to 50 calls, and colleagues share an address. */
    DESK(2000, Duration.ofMinutes(15), Key.ADDRESS, Scope.INSTANCE),
    /** Wrong passwords only: colleagues behind one address sign in as often as they like. */
    DESK_LOGIN(20, Duration.ofMinutes(15), Key.ADDRESS, Scope.SHOP),
    /** Deliveries whose signature is wrong; a verified one is never counted. */
    UNVERIFIED_WEBHOOK(120, Duration.ofMinutes(1), Key.ADDRESS, Scope.INSTANCE);

    /** What is counted: calls of one client network, or calls for what the caller of {@link Limits#take} names. */
    public enum Key {
        ADDRESS, GIVEN
    }

    /**
     * Where: in each instance of the service, or with {@code RATE_LIMIT_STORE=mongodb} once for the whole shop. The shop's
     * cost two round trips to the database a call, so only what costs money, fills mailboxes or guesses secrets is there.
     */
    enum Scope {
        INSTANCE, SHOP
    }

    private final int capacity;
    private final Duration window;
    private final Key key;
    private final Scope scope;
    private final BucketConfiguration bucket;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    LimitGroup(int capacity, Duration window, Key key, Scope scope) {
        this.capacity = capacity;
        this.window = window;
        this.key = key;
        this.scope = scope;
        this.bucket = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(capacity).refillIntervally(capacity, window)).build();
    }

    public int capacity() {
        return capacity;
    }

    public Duration window() {
        return window;
    }

    public Key key() {
        return key;
    }

    Scope scope() {
        return scope;
    }

    /** Full again as a whole when the window ends: what is told as Retry-After is then right to the second. */
    BucketConfiguration bucket() {
        return bucket;
    }

    /** As the headers and the metric name it, for example {@code sign-in-email}. */
    public String label() {
        return label;
    }
}
