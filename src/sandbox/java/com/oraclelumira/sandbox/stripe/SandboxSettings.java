package com.oraclelumira.sandbox.stripe;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * How a sandbox is started.
 *
 * @param host the address that it listens on; loopback unless it runs in a container of its own
 * @param port 0: a free one
 * @param stateFile where the account's state is loaded from and saved to, within a second of a change and at the end
 * @param secretKeys the accepted API keys; none: every {@code sk_test_…} and {@code rk_test_…}
 * @param clock the time in objects, signatures and for the 24 hours of Idempotency-Keys (waits use real time)
 * @param keep how many objects of a kind are kept; the oldest is forgotten beyond (a payment takes about 30 KB)
 * @param deliveryThreads how many webhooks are under way at once; 1: strictly one after the other
 */
public record SandboxSettings(String host, int port, Optional<Path> stateFile, Set<String> secretKeys, Clock clock,
        int keep,
        int deliveryThreads) {
    public SandboxSettings {
        secretKeys = Set.copyOf(secretKeys);
    }

    /** A free port of loopback, nothing saved, any test key, the system's clock, 20,000 objects, 32 webhooks at once. */
    public static SandboxSettings defaults() {
        return new SandboxSettings("127.0.0.1", 0, Optional.empty(), Set.of(), Clock.systemUTC(), 20_000, 32);
    }

    public SandboxSettings host(String address) {
        return new SandboxSettings(address, port, stateFile, secretKeys, clock, keep, deliveryThreads);
    }

    public SandboxSettings port(int chosen) {
        return new SandboxSettings(host, chosen, stateFile, secretKeys, clock, keep, deliveryThreads);
    }

    public SandboxSettings stateFile(Path file) {
        return new SandboxSettings(host, port, Optional.of(file), secretKeys, clock, keep, deliveryThreads);
    }

    public SandboxSettings secretKeys(String... keys) {
        return new SandboxSettings(host, port, stateFile, Set.of(keys), clock, keep, deliveryThreads);
    }

    public SandboxSettings clock(Clock other) {
        return new SandboxSettings(host, port, stateFile, secretKeys, other, keep, deliveryThreads);
    }

    public SandboxSettings keep(int objects) {
        return new SandboxSettings(host, port, stateFile, secretKeys, clock, objects, deliveryThreads);
    }

    public SandboxSettings deliveryThreads(int threads) {
        return new SandboxSettings(host, port, stateFile, secretKeys, clock, keep, threads);
    }
}
