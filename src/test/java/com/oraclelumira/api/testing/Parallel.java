package com.oraclelumira.api.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same call many times at once, started together. */
public final class Parallel {
    private Parallel() {}

    public static <T> List<T> run(int times, Callable<T> call) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(times)) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < times; i++)
                running.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            start.countDown();
            var results = new ArrayList<T>();
            for (var each : running)
                results.add(each.get());
            return results;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
