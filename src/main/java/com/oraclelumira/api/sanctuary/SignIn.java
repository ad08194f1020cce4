package com.oraclelumira.api.sanctuary;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.notifications.LinkMail;
import com.oraclelumira.api.notifications.MailTemplate;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.security.TokenIssuer;
import com.oraclelumira.api.security.TokenIssuer.Proof;
import com.oraclelumira.api.users.Identity;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/**
 * Lets a customer in who proves that the address is hers. A purchase just made from the same network proves it only if
 * every settled purchase of that address came from there: otherwise a stranger's purchase in her name would open her
 * account. Failing that, the mailbox proves it. What a stranger is told never depends on whether the address is known,
 * nor does what is asked of the database before she is told.
 */
@Singleton
class SignIn {
    private final OrdersOfClient orders;
    private final Users users;
    private final SignInLinks links;
    private final LinkMail mail;
    private final TokenIssuer tokens;
    private final SignInConfig config;
    private final SignInRecord record;
    private final Clock clock;

    SignIn(OrdersOfClient orders, Users users, SignInLinks links, LinkMail mail, TokenIssuer tokens,
            SignInConfig config,
            SignInRecord record, Clock clock) {
        this.orders = orders;
        this.users = users;
        this.links = links;
        this.mail = mail;
        this.tokens = tokens;
        this.config = config;
        this.record = record;
        this.clock = clock;
    }

    /** Problems: FORBIDDEN (open the link that was mailed), UNAUTHENTICATED (this visitor's payment is not settled yet). */
    SignInView signIn(String email, String network) {
        // asked first: an order that is paid between the two questions is in the second answer, and in neither otherwise
        boolean paying = payingNow(email, network);
        var paid = orders.paid(email);
        var proof = proof(email, network, paid);
        var settled = paid.stream().filter(Order::accessGranted).toList();
        var account = settled.isEmpty() ? Optional.<User>empty() : proof.flatMap(_ -> account(email, settled));
        if (account.isPresent())
            return entered(account.get(), settled, proof.get());
        record.refused(network);
        if (!settled.isEmpty())
            mail.soon(() -> link(email));
        else if (paying)
            throw new ProblemException(ProblemType.UNAUTHENTICATED,
                    "Email ou paiement non finalisé. Si vous venez de payer, veuillez patienter quelques secondes et réessayer.");
        throw new ProblemException(ProblemType.FORBIDDEN,
                "Un lien de connexion vient de vous être envoyé par e-mail, si une commande existe à cette adresse. Ouvrez-le pour entrer.");
    }

    private Optional<Proof> proof(String email, String network, List<Order> paid) {
        if (links.unlocked(email, network))
            return Optional.of(Proof.MAILBOX);
        if (justPaid(network, paid))
            return Optional.of(Proof.PURCHASE);
        return Optional.of(Proof.NONE).filter(_ -> config.mode() == SignInConfig.Mode.EMAIL_ONLY);
    }

    /** At most one in two minutes, and none once she was erased: what is written after that has no other end. */
    Optional<LinkMail.Link> link(String email) {
        var token = links.create(email);
        if (token.isPresent() && !orders.any(email)) {
            links.forget(email);
            return Optional.empty();
        }
        return token.map(secret -> new LinkMail.Link(email, MailTemplate.SIGN_IN_LINK,
                "/api/users/auth/link/" + secret));
    }

    private boolean justPaid(String network, List<Order> paid) {
        var since = clock.instant().minus(config.purchaseProof());
        return paid.stream().allMatch(order -> order.madeFrom(network))
                && paid.stream().anyMatch(order -> order.accessGranted() && order.paidAt().isAfter(since));
    }

    /** The confirmation page signs in before the webhook has come. */
    private boolean payingNow(String email, String network) {
        return orders.begun(clock.instant().minus(config.purchaseProof()), email, network).stream()
                .anyMatch(Order::paymentUnderWay);
    }

    /** The account exists as soon as the order's obligations are met; this visitor was faster than they. */
    private Optional<User> account(String email, List<Order> settled) {
        return users.byEmail(email).or(() -> welcomed(email, settled.getFirst().buyer()));
    }

    /** Empty, and no account left behind, when she was erased meanwhile. */
    private Optional<User> welcomed(String email, Identity buyer) {
        var account = users.welcome(buyer);
        if (account.isNew() && !orders.any(email)) {
            users.deleteById(account.user().id());
            return Optional.empty();
        }
        return Optional.of(account.user());
    }

    private SignInView entered(User user, List<Order> settled, Proof proof) {
        var level = settled.stream().map(Order::level).max(Comparator.naturalOrder()).orElseThrow();
        record.granted(user.id(), proof.label());
        return SignInView.of(user, level,
                tokens.customer(user.id().toHexString(), user.email(), proof, user.sessionsValidFrom()));
    }
}
