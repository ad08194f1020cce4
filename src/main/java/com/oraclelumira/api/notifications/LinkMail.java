package com.oraclelumira.api.notifications;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

/**
 * Mails links that prove a mailbox. Apart from the outbox because the link must not be stored anywhere in clear; if a
 * mail is lost, the customer asks again. Off the request's thread, and what is to be mailed is decided there too, so that
 * neither an answer nor its time tells whether an address is known.
 */
@Singleton
public class LinkMail {
    /** @param path of the link, under our own public address; null: there is nothing to open */
    public record Link(String to, MailTemplate template, @Nullable String path) {}

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

    /** Soon sends what {@code link} says at that moment, if anything. */
    public void soon(Supplier<Optional<Link>> link) {
        try {
            thread.execute(() -> sendQuietly(link));
        } catch (RejectedExecutionException full) {
            Log.errorf("link.mail_queue_full");
        }
    }

    private void sendQuietly(Supplier<Optional<Link>> link) {
        try {
            link.get().map(this::letter).ifPresent(letter -> send(letter, 1));
        } catch (RuntimeException e) {
            Log.errorf(e, "link.failed");
        }
    }

    private Letter letter(Link link) {
        return new Letter("link:" + UUID.randomUUID(), link.to(), link.template(),
                link.path() == null ? Map.of() : Map.of("link", publicUrl + link.path()), null);
    }

    private void send(Letter letter, int attempt) {
        try {
            gateway.send(letter);
            Log.infof("link.sent template=%s", letter.template());
        } catch (MailFailure e) {
            if (attempt == ATTEMPTS || e.forGood())
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
