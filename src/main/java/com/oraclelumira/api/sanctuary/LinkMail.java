package com.oraclelumira.api.sanctuary;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.notifications.EmailGateway;
import com.oraclelumira.api.notifications.MailTemplate;

/**
 * Mails links that prove a mailbox. Apart from the outbox because the link must not be stored anywhere in clear; if a
 * mail is lost, the customer asks again. Off the request's thread, and what is to be mailed is decided there too, so that
 * neither an answer nor its time tells whether an address is known.
 */
@Singleton
class LinkMail {
    /** @param path of the link, under our own public address; null: there is nothing to open */
    record Letter(String to, MailTemplate template, @Nullable String path) {}

    private static final int WAITING = 1_000;
    private static final int ATTEMPTS = 3;

    private final EmailGateway gateway;
    private final String publicUrl;
    private final ExecutorService thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), Thread.ofPlatform().name("link-mail").factory());

    LinkMail(EmailGateway gateway, @ConfigProperty(name = "lumira.public-url") String publicUrl) {
        this.gateway = gateway;
        this.publicUrl = publicUrl;
    }

    /** Soon sends what {@code letter} says at that moment, if anything. */
    void soon(Supplier<Optional<Letter>> letter) {
        try {
            thread.execute(() -> sendQuietly(letter));
        } catch (RejectedExecutionException full) {
            Log.errorf("link.mail_queue_full");
        }
    }

    private void sendQuietly(Supplier<Optional<Letter>> letter) {
        try {
            letter.get().ifPresent(found -> send(found, 1));
        } catch (RuntimeException e) {
            Log.errorf(e, "link.failed");
        }
    }

    private void send(Letter letter, int attempt) {
        try {
            gateway.send(letter.to(), letter.template(),
                    letter.path() == null ? Map.of() : Map.of("link", publicUrl + letter.path()));
            Log.infof("link.sent template=%s", letter.template());
        } catch (RuntimeException e) {
            if (attempt == ATTEMPTS)
                throw e;
            send(letter, attempt + 1);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(3, TimeUnit.SECONDS);
    }
}
