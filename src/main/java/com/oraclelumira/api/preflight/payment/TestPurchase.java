package com.oraclelumira.api.preflight.payment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.payments.TestPayments;
import com.oraclelumira.api.payments.TestPayments.Message;
import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.Finding;

/**
 * A purchase in test mode through the deployed system, from the checkout to the refund: at the public address, at Stripe,
 * and back by its webhook. What was paid is given back whatever comes in between. PAY-6, GO-1
 */
@Singleton
public class TestPurchase {
    private static final String PRODUCT = "mystique";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int LOOKS_A_LINE = 10;
    private static final String PAGE = "stripe.md";

    private final TestPayments payments;
    private final List<String> origins;
    private final String commit;
    private final Clock clock;

    TestPurchase(TestPayments payments, @ConfigProperty(name = "lumira.cors-origins") List<String> origins,
            @ConfigProperty(name = "lumira.commit") String commit, Clock clock) {
        this.payments = payments;
        this.origins = List.copyOf(origins);
        this.commit = commit;
        this.clock = clock;
    }

    /**
     * @param url public address of the installation, which must work with the same Stripe account and database
     * @param email whose purchase it is: it gets the shop's mails
     * @param ca PEM file of an authority that is trusted instead of the platform's
     * @param longest wait for each thing that must arrive
     */
    public record Wish(URI url, String email, Optional<Path> ca, Duration longest) {}

    /** Takes up to two waits. {@code progress} gets a line for each step, and while it waits. */
    public Examination make(Wish wish, Consumer<String> progress) throws IOException {
        var steps = new Steps(progress);
        var began = clock.instant();
        try (var shop = new Storefront(wish.url(), origins.getFirst(), wish.ca())) {
            new Visit(shop, steps, wish).go();
        }
        return new Examination(began, wish.url().toString(), commit, steps.results());
    }

    /** One run. */
    private final class Visit {
        private final Storefront shop;
        private final Steps steps;
        private final Wish wish;
        private @Nullable String intent;

        Visit(Storefront shop, Steps steps, Wish wish) {
            this.shop = shop;
            this.steps = steps;
            this.wish = wish;
        }

        void go() {
            if (!steps.take("payment-key", "The environment's Stripe key should be one of test mode.",
                    "configuration.md", this::key)
                    || !steps.take("payment-checkout", "The checkout should give a payment.", "troubleshooting.md",
                            this::checkout))
                return;
            if (!steps.take("payment-confirmed", "Stripe should take the test card.", PAGE, this::pay) && isUnpaid())
                return;
            boolean paid = steps.take("payment-delivered", "Stripe's webhook should bring the payment and it should be "
                    + "applied.", PAGE, this::delivered)
                    && steps.take("payment-paid", "The customer should see her order as paid.", "troubleshooting.md",
                            this::paid);
            boolean refunded = steps.take("payment-refund", "Stripe should give the money back.", PAGE, this::refund);
            if (paid && refunded)
                steps.take("payment-refunded", "The order should become refunded by Stripe's webhook.", PAGE,
                        this::refunded);
        }

        private Finding key() {
            return payments.possible()
                    ? Finding.good("test mode: no real money moves")
                    : Finding.bad("it is a live key: this would be a real payment", "run it in staging");
        }

        private Finding checkout() throws IOException {
            var reply = shop.checkout(PRODUCT, wish.email());
            intent = reply.text("orderId");
            return reply.status() == 200 && intent.startsWith("pi_")
                    ? Finding.good("%s, %s cents for %s".formatted(intent, reply.text("amount"), wish.email()))
                    : Finding.bad("answers %d %s".formatted(reply.status(), reply.text("code")),
                            "see the log line of this call");
        }

        private Finding pay() {
            var status = payments.pay(intent, shop.returnPage());
            return status.equals("succeeded")
                    ? Finding.good(intent + " succeeded")
                    : Finding.bad(intent + " is " + status, "does this account take cards, and is the key its own?");
        }

        /** Stripe's answer may have been lost: then it is paid nevertheless, and to be given back. */
        private boolean isUnpaid() {
            try {
                return !payments.pay(intent, shop.returnPage()).equals("succeeded");
            } catch (RuntimeException _) {
                return true;
            }
        }

        /** In the inbox, not at the page: the page would ask Stripe itself, and hide a webhook that does not work. */
        private Finding delivered() throws Exception {
            var came = await("the webhook", () -> payments.messageOf(intent), Message.APPLIED::equals);
            return switch (came) {
                case APPLIED -> Finding.good("brought and applied");
                case WAITING ->
                    Finding.bad("brought, but not applied within " + seconds(), "is the API's worker running? "
                            + "See the log for inbox and event lines");
                case FETCHED -> Finding.bad("no delivery brought it: a reconciliation fetched it", "see the event's "
                        + "deliveries in Stripe's dashboard");
                case NOT_HERE ->
                    Finding.bad("nothing came within " + seconds(), "see the endpoint and its deliveries in "
                            + "Stripe's dashboard; stripe-endpoint mends it; does the address use this same database?");
            };
        }

        private Finding paid() throws Exception {
            var status = await("the page", this::status, "paid"::equals);
            return status.equals("paid")
                    ? Finding.good("the page shows it as paid")
                    : Finding.bad("after " + seconds() + " the page shows " + status,
                            "reconcile; see the order's ledger");
        }

        private Finding refund() {
            var status = payments.refund(intent);
            return status.equals("succeeded") || status.equals("pending")
                    ? Finding.good("the refund is " + status)
                    : Finding.bad("the refund is " + status, "refund " + intent + " in Stripe's dashboard");
        }

        private Finding refunded() throws Exception {
            var status = await("the refund", this::status, "refunded"::equals);
            return status.equals("refunded")
                    ? Finding.good("the page shows it as refunded")
                    : Finding.bad("after " + seconds() + " the page shows " + status,
                            "does the endpoint get charge.refunded "
                                    + "and refund.created? See their deliveries in Stripe's dashboard");
        }

        private String status() throws IOException {
            var reply = shop.order(intent);
            return reply.status() == 200 ? reply.text("status") : "status " + reply.status();
        }

        private String seconds() {
            return wish.longest().toSeconds() + " s";
        }

        /** The first answer that is good, or the last one. */
        private <T> T await(String what, Callable<T> look, Predicate<T> good) throws Exception {
            long end = System.nanoTime() + wish.longest().toNanos();
            for (int looks = 1;; looks++) {
                var seen = look.call();
                if (good.test(seen) || System.nanoTime() > end)
                    return seen;
                if (looks % LOOKS_A_LINE == 0)
                    steps.tell("waiting for " + what + ": " + seen);
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
    }
}
