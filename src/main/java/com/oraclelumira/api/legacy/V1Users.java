package com.oraclelumira.api.legacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.mongodb.MongoWriteException;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.privacy.ErasedPeople;
import com.oraclelumira.api.store.Duplicates;
import com.oraclelumira.api.users.Email;
import com.oraclelumira.api.users.Profile;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/**
 * v1's accounts. Two with the same address (v1 had no unique index) become the older one; whoever was the other is that
 * account from now on. What was here already is not touched.
 */
final class V1Users {
    private static final Set<String> PLACED = Set.of("_id", "email", "firstName", "lastName", "phone", "createdAt",
            "updatedAt", "profile", "__v");
    private static final Set<String> PLACED_IN_PROFILE = Set.of("_id", "birthDate", "birthTime", "birthPlace",
            "specificQuestion", "objective", "profileCompleted", "submittedAt");

    private final Users users;
    private final ErasedPeople erased;
    private final ImportReport report;
    private final Map<ObjectId, User> byV1Id = new HashMap<>();

    V1Users(Users users, ErasedPeople erased, ImportReport report) {
        this.users = users;
        this.erased = erased;
        this.report = report;
    }

    void importFrom(V1Database v1) {
        var byAddress = new LinkedHashMap<String, List<V1Document>>();
        v1.each("users", account -> {
            report.count("users.read");
            address(account).ifPresentOrElse(
                    email -> byAddress.computeIfAbsent(email, _ -> new ArrayList<>()).add(account),
                    () -> report.odd("users.without_address", account.id()));
        });
        byAddress.forEach(this::take);
    }

    /** Whose purchase it was, by v1's id of her; empty when v1 has no such account (any more). */
    Optional<User> of(V1Purchase purchase) {
        return ids(purchase).stream().map(byV1Id::get).filter(Objects::nonNull).findFirst();
    }

    private static List<ObjectId> ids(V1Purchase purchase) {
        return Stream.of(purchase.order().reference("userId"), purchase.payment().reference("customerId"))
                .flatMap(Optional::stream).toList();
    }

    /** Its customer was erased here. Addresses count only where there is no account: that knows better. */
    boolean erased(V1Purchase purchase) {
        var ids = new ArrayList<>(ids(purchase));
        var account = of(purchase);
        account.map(User::id).ifPresent(ids::add);
        return erased.any(ids, account.isPresent() ? List.of() : addresses(purchase));
    }

    private static List<String> addresses(V1Purchase purchase) {
        var order = purchase.order();
        var payment = purchase.payment();
        return Stream.of(order.text("userEmail"), order.inner("formData").text("email"),
                payment.text("customerEmail"), payment.inner("metadata").text("customerEmail"))
                .filter(Objects::nonNull).map(V1Users::normal).toList();
    }

    /** As our own addresses are; one that cannot receive mail at least in lower case. */
    static String normal(String address) {
        return Email.parse(address).map(Email::value).orElse(address.toLowerCase(Locale.ROOT));
    }

    private Optional<String> address(V1Document account) {
        var text = account.text("email");
        if (text == null)
            return Optional.empty();
        var email = Email.parse(text).map(Email::value);
        if (email.isEmpty())
            report.odd("users.odd_address", account.id());
        else if (!email.get().equals(account.raw().get("email")))
            report.odd("users.address_rewritten", account.id());
        return Optional.of(normal(text));
    }

    private void take(String email, List<V1Document> accounts) {
        if (erased.any(accounts.stream().map(V1Document::id).toList(), List.of(email))) {
            report.count("users.erased");
            return;
        }
        accounts.sort(Comparator.comparing(V1Users::createdAt).thenComparing(V1Document::id));
        var oldest = accounts.getFirst();
        var others = accounts.subList(1, accounts.size());
        others.forEach(other -> report.odd("users.same_address", other.id() + " is now " + oldest.id()));
        var ours = stored(user(email, oldest, others));
        accounts.forEach(account -> byV1Id.put(account.id(), ours));
    }

    private User stored(User user) {
        var known = Optional.ofNullable(users.findById(user.id())).or(() -> users.byEmail(user.email()));
        if (known.isPresent()) {
            report.count(known.get().id().equals(user.id()) ? "users.unchanged" : "users.known_by_address");
            return known.get();
        }
        report.count("users.imported");
        return report.dryRun() ? user : insert(user);
    }

    private User insert(User user) {
        try {
            users.mongoCollection().insertOne(user);
            return user;
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return users.byEmail(user.email()).orElseThrow(); // a purchase was faster than we
        }
    }

    private static User user(String email, V1Document account, List<V1Document> others) {
        var local = email.substring(0, Math.max(0, email.lastIndexOf('@')));
        return new User(account.id(), email, account.text("firstName", local), account.text("lastName", "Client"),
                account.text("phone"), profile(account, others), null, null, createdAt(account),
                Optional.ofNullable(account.instant("updatedAt")).orElse(createdAt(account)), rest(account, others));
    }

    private static @Nullable Profile profile(V1Document account, List<V1Document> others) {
        var told = account.has("profile")
                ? account.inner("profile")
                : others.stream().filter(other -> other.has("profile")).map(other -> other.inner("profile")).findFirst()
                        .orElse(null);
        return told == null
                ? null
                : new Profile(told.text("birthDate"), told.text("birthTime"), told.text("birthPlace"),
                        told.text("specificQuestion"), told.text("objective"),
                        V1Document.uploadKey(told.text("facePhotoUrl")),
                        V1Document.uploadKey(told.text("palmPhotoUrl")), told.flag("profileCompleted", false),
                        told.instant("submittedAt"));
    }

    private static @Nullable Document rest(V1Document account, List<V1Document> others) {
        var rest = Optional.ofNullable(account.without(PLACED)).orElseGet(Document::new);
        var told = account.inner("profile").without(PLACED_IN_PROFILE);
        if (told != null)
            rest.append("profile", told);
        if (!others.isEmpty())
            rest.append("sameAddress", others.stream().map(V1Document::raw).toList());
        return rest.isEmpty() ? null : rest;
    }

    private static Instant createdAt(V1Document account) {
        return Optional.ofNullable(account.instant("createdAt"))
                .orElseGet(() -> Instant.ofEpochSecond(account.id().getTimestamp()));
    }
}
