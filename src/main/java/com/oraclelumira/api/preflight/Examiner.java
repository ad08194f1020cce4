package com.oraclelumira.api.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Asks all probes at once and waits for none longer than the whole may take: what has not answered by then is
 * {@link Mark#BAD}, because a thing that cannot be seen to hold does not count.
 */
public class Examiner {
    private final Duration patience;

    /** @param patience for the whole examination */
    public Examiner(Duration patience) {
        this.patience = patience;
    }

    /** In the order of the groups and their probes. */
    public List<Result> ask(List<? extends Group> groups) {
        var probes = new ArrayList<Named>();
        groups.forEach(group -> group.probes().forEach(probe -> probes.add(new Named(group.name(), probe))));
        var threads = Executors.newVirtualThreadPerTaskExecutor(); // closing it would wait for who hears no interrupt
        try {
            List<Callable<Result>> looks = probes.stream().<Callable<Result>>map(named -> named::look).toList();
            var answers = threads.invokeAll(looks, patience.toMillis(), TimeUnit.MILLISECONDS);
            var results = new ArrayList<Result>();
            for (int i = 0; i < answers.size(); i++)
                results.add(result(probes.get(i), answers.get(i)));
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Result result(Named named, Future<Result> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException _) {
            return named.answer(Finding.bad("no answer within " + patience.toSeconds() + " s",
                    "run it again; then see the page"), patience.toMillis());
        } catch (ExecutionException e) {
            return named.answer(unseen(e.getCause()), 0);
        }
    }

    private static Finding unseen(Throwable why) {
        return Finding.bad("could not be looked at: " + Failures.say(why), "see the page");
    }

    private record Named(String group, Probe probe) {
        Result look() {
            long began = System.nanoTime();
            Finding finding;
            try {
                finding = probe.look().look();
            } catch (Exception e) {
                finding = unseen(e);
            }
            return answer(finding, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }

        Result answer(Finding finding, long millis) {
            return Result.of(group, probe, finding, millis);
        }
    }
}
