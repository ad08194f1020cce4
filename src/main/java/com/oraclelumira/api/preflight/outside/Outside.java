package com.oraclelumira.api.preflight.outside;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.Examiner;
import com.oraclelumira.api.preflight.Group;

/** An installation as anybody sees it who knows its address: nothing but the JDK is needed to look. */
public final class Outside implements AutoCloseable {
    private final Target target;
    private final Clock clock;
    private final Web web = new Web();

    public Outside(Target target, Clock clock) {
        this.target = target;
        this.clock = clock;
    }

    public List<Group> groups() {
        return List.of(new Domains(target, web), new Certificates(target, web, clock),
                new SecureTransport(target, web), new AnswerHeaders(target, web), new Cors(target, web),
                new Doors(target, web), new Webhook(target, web, clock), new RateLimits(target, web),
                new Pages(target, web), new Times(target, web));
    }

    /** All of them and the commit, asked at once: the examiner's time is for all of it. */
    public Examination examine(Examiner examiner) {
        var commit = CompletableFuture.supplyAsync(this::commit, Thread::startVirtualThread);
        var results = examiner.ask(groups());
        return new Examination(clock.instant(), target.api().toString(), commit.join(), results);
    }

    private String commit() {
        try {
            return new Pages(target, web).commit();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "unknown";
        } catch (Exception _) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        web.close();
    }
}
