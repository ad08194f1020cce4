package com.oraclelumira.api.orders;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.bson.types.ObjectId;
import org.jboss.logging.MDC;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.tracing.Traces;

/**
 * Meets the obligations that orders carry: woken as soon as one arises, and by a poll for those that a crash or a failure
 * left. A claim with an end keeps two workers apart; each obligation's work is idempotent besides.
 */
@Singleton
public class EffectWorker {
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final int PER_POLL = 200;
    private static final int WAITING = 2_000;
    /** Some five hours of trying. */
    static final int ATTEMPTS_BEFORE_ALERT = 10;

    private final Orders orders;
    private final List<EffectHandler> handlers;
    private final Outbox outbox;
    private final Alerts alerts;
    private final Clock clock;
    private final Traces traces;
    private final ThreadPoolExecutor threads = threads("effects-");
    private final ThreadPoolExecutor askingThreads = threads("effects-asking-");

    public EffectWorker(Orders orders, @All List<EffectHandler> handlers, Outbox outbox, Alerts alerts, Clock clock,
            Traces traces) {
        this.orders = orders;
        this.handlers = handlers;
        this.outbox = outbox;
        this.alerts = alerts;
        this.clock = clock;
        this.traces = traces;
    }

    private static ThreadPoolExecutor threads(String name) {
        return new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().name(name, 0).factory());
    }

    /** Looks after this order soon; called as often as one likes. */
    public void wake(ObjectId orderId) {
        soon(threads, () -> orders.byId(orderId).ifPresent(this::meetAll));
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void poll() {
        guarded(() -> orders.owing(PER_POLL).forEach(this::meetAll));
    }

    private void meetAll(Order order) {
        for (var effect : order.effects()) {
            if (!effect.dueAt(clock.instant()))
                continue;
            if (handlers.stream().anyMatch(handler -> handler.kinds().contains(effect.kind()) && handler.asksOthers()))
                soon(askingThreads, () -> meet(order.id(), effect.key()));
            else
                meet(order.id(), effect.key());
        }
    }

    private void meet(ObjectId orderId, String key) {
        orders.claimEffect(orderId, key, CLAIM).ifPresent(claimed -> {
            MDC.put("order", claimed.orderNumber());
            var effect = claimed.effect(key).orElseThrow();
            traces.job("effect " + effect.kind(), "lumira.order.number", claimed.orderNumber(),
                    () -> attempt(claimed, effect));
            MDC.remove("order");
        });
    }

    /** What does not fit is found by a later poll. */
    private static void soon(ThreadPoolExecutor threads, Runnable work) {
        try {
            threads.execute(() -> guarded(work));
        } catch (RejectedExecutionException full) {
            Log.debugf("effects.left_to_poll reason=%s", full.getMessage());
        }
    }

    private void attempt(Order order, Effect effect) {
        try {
            var handler = handlerOf(effect);
            if (!order.erased() || handler.standsAfterErasure())
                handler.meet(order, effect);
            if (!orders.effectDone(order.id(), effect.key()))
                endOfErased(order, effect);
            if (effect.attempts() >= ATTEMPTS_BEFORE_ALERT)
                alerts.over("EffectStuck", about(order, effect));
        } catch (RuntimeException e) {
            Log.warnf(e, "effect.failed number=%s key=%s attempt=%d", order.orderNumber(), effect.key(),
                    effect.attempts());
            orders.effectFailed(order.id(), effect.key(), clock.instant().plus(Backoff.after(effect.attempts())),
                    e.toString());
            if (effect.attempts() >= ATTEMPTS_BEFORE_ALERT)
                alerts.raise("EffectStuck", about(order, effect),
                        "Order %s still owes %s after %d attempts: %s.".formatted(order.orderNumber(), effect.key(),
                                effect.attempts(), e.getClass().getSimpleName()));
        }
    }

    private static String about(Order order, Effect effect) {
        return order.id().toHexString() + ":" + effect.key();
    }

    /** Whoever met it may have queued a mail after the erasure had taken the order's mails back: nobody else would. */
    private void endOfErased(Order order, Effect effect) {
        outbox.forgetAbout(order.mailId(""));
        orders.effectOver(order.id(), effect.key());
    }

    private EffectHandler handlerOf(Effect effect) {
        return handlers.stream().filter(handler -> handler.kinds().contains(effect.kind())).findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown obligation " + effect.key()));
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
        askingThreads.shutdown();
        threads.awaitTermination(3, TimeUnit.SECONDS);
    }
}
