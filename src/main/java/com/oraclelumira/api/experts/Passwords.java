package com.oraclelumira.api.experts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.quarkus.elytron.security.common.BcryptUtil;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.security.SecretTokens;

/**
 * Hashes passwords with bcrypt, two at a time: on a small machine a flood of sign-ins may fill its queue, but never the
 * processors. Problems of every method: SERVICE_UNAVAILABLE when the queue is full.
 */
@Singleton
class Passwords {
    static final int SHORTEST = 12;
    /** bcrypt reads no further. */
    static final int LONGEST_BYTES = 72;
    static final int COST = 12;

    private static final int AT_ONCE = 2;
    private static final int WAITING = 40;
    /** Below the 30 s after which the desk itself gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int COST_AT = 4;
    private static final int HASH_LENGTH = 60;
    private static final int GENERATED = 20;

    private final Semaphore processors;
    private final int mostWaiting;
    private final Duration patience;

    Passwords() {
        this(AT_ONCE, WAITING, PATIENCE);
    }

    Passwords(int atOnce, int mostWaiting, Duration patience) {
        this.processors = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
        this.patience = patience;
    }

    /**
     * Whether this is the password. Takes the same time for no account, for a wrong password, and for one of v1's cheaper
     * hashes, so that the time tells nothing about the account.
     *
     * @param hash null when there is no account to sign in to
     */
    boolean match(String password, @Nullable String hash) {
        return inTurn(() -> {
            int cost = hash == null ? COST : cost(hash);
            boolean right = matches(password, hash == null ? dummy(COST) : hash);
            for (int missing = cost; !right && missing < COST; missing++)
                matches(password, dummy(missing)); // 2^c + 2^c + 2^(c+1) + … = 2^12
            return right && hash != null;
        });
    }

    String hash(String password) {
        return inTurn(() -> BcryptUtil.bcryptHash(password, COST));
    }

    static boolean weak(String hash) {
        return cost(hash) < COST;
    }

    static boolean acceptable(String password) {
        return password.length() >= SHORTEST && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
    }

    /** 120 random bits, to be shown once. */
    static String generated() {
        return SecretTokens.next().substring(0, GENERATED);
    }

    private <T> T inTurn(Supplier<T> work) {
        if (processors.getQueueLength() >= mostWaiting || !acquired())
            throw new ProblemException(ProblemType.SERVICE_UNAVAILABLE,
                    "Trop de connexions en même temps, réessayez dans quelques secondes.");
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }

    private boolean acquired() {
        try {
            return processors.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** bcryptjs 3 writes {@code $2b$}, which differs from {@code $2a$} for passwords beyond 255 bytes only. */
    private static boolean matches(String password, String hash) {
        return wellFormed(hash) && BcryptUtil.matches(password, "$2a$" + hash.substring(COST_AT));
    }

    private static int cost(String hash) {
        return wellFormed(hash) ? Integer.parseInt(hash, COST_AT, COST_AT + 2, 10) : 0;
    }

    private static boolean wellFormed(String hash) {
        return hash.length() == HASH_LENGTH && hash.matches("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");
    }

    private static String dummy(int cost) {
        return "$2a$%02d$%s".formatted(Math.max(cost, 4), ".".repeat(53));
    }
}
