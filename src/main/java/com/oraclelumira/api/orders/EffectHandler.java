package com.oraclelumira.api.orders;

import java.util.Set;

/** How a feature meets the obligations that it puts into orders. Every bean of this type is found by {@link EffectWorker}. */
public interface EffectHandler {
    /** {@link Effect#kind() Which} it meets; each kind is met by one bean. */
    Set<String> kinds();

    /**
     * Meets the obligation of the order as it stands now. Called again after a failure and after a crash, so doing it
     * twice must leave what doing it once does. Throwing means: try again later, for ever; who wants to give up records
     * that and returns. {@code effect.attempts()} counts this attempt too.
     */
    void meet(Order order, Effect effect);

    /** False: once the order's personal data is erased, nothing of this is owed any more and {@link #meet} is not asked. */
    default boolean standsAfterErasure() {
        return false;
    }

    /** True: meeting it asks another server, which may be slow. Such work has threads of its own, so that it delays no payment's. */
    default boolean asksOthers() {
        return false;
    }
}
