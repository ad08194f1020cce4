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

import com.oraclelumira.api.notifications.EmailGateway;
import com.oraclelumira.api.notifications.MailTemplate;

/**
 * Mails links that prove a mailbox. Apart from the outbox because the link must not be stored anywhere in clear; if a mail is lost,
 * the customer asks again. Off the request's thread, so that an answer's time does not tell whether an address is known.
 */
@Singleton
class SignInMail {
    private static final int WAITING = 1_000;
    private static final int ATTEMPTS = 3;

    private final SignInLinks links;
    private final EmailGateway gateway;
    private final String publicUrl;
    private final ExecutorService thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), Thread.ofPlatform().name("sign-in-mail").factory());

    SignInMail(SignInLinks links, EmailGateway gateway, @ConfigProperty(name = "lumira.public-url") String publicUrl) {
        this.links = links;
        this.gateway = gateway;
        this.publicUrl = publicUrl;
    }

    /** Soon, and at most one in two minutes per address. */
    void sendLink(String email) {
        try {
            thread.execute(() -> createAndSend(email));
        } catch (RejectedExecutionException full) {
            Log.errorf("sign_in.mail_queue_full");
        }
    }

    /**
     * Soon: asks the new mailbox whether the change is wanted.
     *
     * @param token asked for when its turn has come; empty: this address gets a sign-in link
     */
    void sendEmailChange(String to, Supplier<Optional<String>> token) {
        try {
            thread.execute(() -> askQuietly(to, token));
        } catch (RejectedExecutionException full) {
            Log.errorf("email_change.mail_queue_full");
        }
    }

    private void askQuietly(String to, Supplier<Optional<String>> token) {
        try {
            token.get().ifPresentOrElse(
                    made -> send(to, MailTemplate.EMAIL_CHANGE, publicUrl + "/api/users/email-change/" + made, 1),
                    () -> createAndSend(to));
        } catch (RuntimeException e) {
            Log.errorf(e, "email_change.link_failed");
        }
    }

    private void createAndSend(String email) {
        try {
            links.create(email).ifPresent(
                    token -> send(email, MailTemplate.SIGN_IN_LINK, publicUrl + "/api/users/auth/link/" + token, 1));
        } catch (RuntimeException e) {
            Log.errorf(e, "sign_in.link_failed");
        }
    }

    private void send(String email, MailTemplate template, String link, int attempt) {
        try {
            gateway.send(email, template, Map.of("link", link));
            Log.infof("link.sent template=%s", template);
        } catch (RuntimeException e) {
            if (attempt == ATTEMPTS)
                throw e;
            send(email, template, link, attempt + 1);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(3, TimeUnit.SECONDS);
    }
}
