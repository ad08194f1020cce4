package com.oraclelumira.api.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.payment.TestPurchase;

/** {@code preflight payment --url URL [--email ADDRESS] [--wait 60] [--ca FILE.pem]}: docs/runbook/preflight.md. */
@Singleton
class PaymentPreflight {
    static final Set<String> OPTIONS = Set.of("url", "email", "wait", "ca");

    private static final String USUAL_WAIT = "60";

    private final TestPurchase purchase;
    private final Optional<String> support;

    PaymentPreflight(TestPurchase purchase, @ConfigProperty(name = "lumira.mail.support") Optional<String> support) {
        this.purchase = purchase;
        this.support = support;
    }

    /** {@link IllegalArgumentException} with a sentence when the options are wrong. */
    Examination examine(Map<String, String> options, Consumer<String> progress) {
        var url = options.getOrDefault("url", "");
        var wait = options.getOrDefault("wait", USUAL_WAIT);
        var email = Optional.ofNullable(options.get("email")).or(this::buyer).orElse("");
        if (!Formats.isBaseUrl(url))
            throw new IllegalArgumentException("--url must be the address of the API: https://host");
        if (!Formats.number(5, 300).test(wait))
            throw new IllegalArgumentException("--wait must be a number of seconds from 5 to 300");
        if (!Formats.isEmail(email))
            throw new IllegalArgumentException("--email must be an address, or SUPPORT_EMAIL be set");
        try {
            return purchase.make(new TestPurchase.Wish(URI.create(url), email,
                    Optional.ofNullable(options.get("ca")).map(Path::of), Duration.ofSeconds(Integer.parseInt(wait))),
                    progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The support's own mailbox, under a name by which such purchases are found. */
    private Optional<String> buyer() {
        return support.map(address -> address.replaceFirst("@", "+preflight@"));
    }
}
