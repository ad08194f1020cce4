package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.bson.types.ObjectId;

import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;

/**
 * Meets the obligations that orders carry: woken as soon as one arises, and by a poll for those that a crash or a failure
 * left. A claim with an end keeps two workers apart; each obligation's work is idempotent besides.
 */
@Singleton
class EffectWorker {
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final int PER_POLL = 200;
    private static final int WAITING = 5_000;

    private final Orders orders;
    private final Effects effects;
    private final Clock clock;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), Thread.ofPlatform().name("effects-", 0).factory());

    EffectWorker(Orders orders, Effects effects, Clock clock) {
        this.orders = orders;
        this.effects = effects;
        this.clock = clock;
    }

    /** Looks after this order soon; called as often as one likes. */
    void wake(ObjectId orderId) {
        try {
            threads.execute(() -> guarded(() -> orders.byId(orderId).ifPresent(this::meetAll)));
        } catch (RejectedExecutionException full) {
            Log.debugf("effects.left_to_poll order=%s", orderId);
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        guarded(() -> orders.owing(PER_POLL).forEach(this::meetAll));
    }

    private void meetAll(Order order) {
        order.effects().stream().filter(effect -> effect.nextAt() != null && !effect.nextAt().isAfter(clock.instant()))
                .forEach(effect -> orders.claimEffect(order.id(), effect.key(), CLAIM)
                        .ifPresent(claimed -> attempt(claimed, effect)));
    }

    private void attempt(Order order, Effect effect) {
        try {
            effects.meet(order, effect.key());
            orders.effectDone(order.id(), effect.key());
        } catch (RuntimeException e) {
            Log.warnf(e, "effect.failed number=%s key=%s attempt=%d", order.orderNumber(), effect.key(),
                    effect.attempts() + 1);
            orders.effectFailed(order.id(), effect.key(), clock.instant().plus(Backoff.after(effect.attempts() + 1)),
                    e.toString());
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (MongoException e) {
            Log.warnf("effects.postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(3, TimeUnit.SECONDS);
    }
}
