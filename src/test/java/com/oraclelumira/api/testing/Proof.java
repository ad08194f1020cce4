package com.oraclelumira.api.testing;

import java.util.Random;
import java.util.function.Supplier;

/**
 * A property checked on generated cases. Each run takes a new seed and names it when it fails; {@code -Dproof.seed=…}
 * repeats that run, {@code -Dproof.long=true} makes every proof as long as anybody has patience for.
 */
public final class Proof {
    private static final long SEED = Long.getLong("proof.seed", System.nanoTime());

    /** What is to hold for one generated case. */
    @FunctionalInterface
    public interface Property {
        void check(Random random);
    }

    private Proof() {}

    /** {@code usual} cases, or {@code thorough} ones in the long version. */
    public static int times(int usual, int thorough) {
        return Boolean.getBoolean("proof.long") ? thorough : usual;
    }

    /** The generator of everything that is random in this run. */
    public static Random random() {
        return new Random(SEED);
    }

    /** Checks the property on as many cases. The failure of one names the seed. */
    public static void forAll(int cases, Property property) {
        var random = random();
        for (int n = 0; n < cases; n++) {
            int number = n;
            named(() -> "case " + number, () -> property.check(random));
        }
    }

    /** Runs it; a failure says where it happened and how to repeat it. */
    public static void named(Supplier<String> where, Runnable check) {
        try {
            check.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("%s, repeat with -Dproof.seed=%d: %s".formatted(where.get(), SEED, e.getMessage()),
                    e);
        }
    }
}
