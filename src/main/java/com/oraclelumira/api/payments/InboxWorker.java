package com.oraclelumira.api.payments;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

/**
 * Applies events: those just received, handed over in memory right after the acknowledgement, and those that a poll
 * finds due. Any number of instances may run; claims keep them apart.
 */
@Singleton
class InboxWorker {
    private static final int THREADS = 4;
    /** What does not fit waits in the inbox until its claim ends; nothing is lost, only later. */
    private static final int WAITING = 5_000;
    private static final int PER_POLL = 500;
    /** Seconds of work: what is claimed and waits longer than its claim has been claimed in vain. */
    private static final int ENOUGH = 200;

    private final Inbox inbox;
    private final PaymentEvents events;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), Thread.ofPlatform().name("inbox-", 0).factory());

    InboxWorker(Inbox inbox, PaymentEvents events) {
        this.inbox = inbox;
        this.events = events;
    }

    /** Applies an event that is already claimed. */
    void submit(InboxEvent event) {
        try {
            threads.execute(() -> events.attempt(event));
        } catch (RejectedExecutionException full) {
            Log.warnf("event.queued_in_store event=%s", event.id());
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        try {
            for (int n = 0; n < PER_POLL && threads.getQueue().size() < ENOUGH; n++) {
                var due = inbox.claim();
                if (due.isEmpty())
                    return;
                submit(due.get());
            }
        } catch (MongoException e) {
            Log.warnf("inbox.poll_failed reason=%s", e.getClass().getSimpleName());
        }
    }

    /** Events already handed over are finished; a claim that ends with the process is taken over by another. */
    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(3, TimeUnit.SECONDS);
    }
}
