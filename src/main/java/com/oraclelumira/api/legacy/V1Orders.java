package com.oraclelumira.api.legacy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.ledger.Price;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Origin;
import com.oraclelumira.api.orders.PastOrders;
import com.oraclelumira.api.payments.PastPayments;
import com.oraclelumira.api.payments.PastPayments.Outcome;
import com.oraclelumira.api.users.User;

/** v1's orders and its ledger of payments, joined by the PaymentIntent into one order each. */
final class V1Orders {
    private static final int AT_ONCE = 200;
    private static final Set<String> PLACED = Set.of("_id", "__v", "generatedContent");
    private static final Set<String> PLACED_OF_READING = Set.of("archetype", "reading", "audioUrl", "pdfUrl",
            "mandalaSvg", "ritual", "blockagesAnalysis", "soulProfile");

    private final PastOrders orders;
    private final PastPayments payments;
    private final V1Users users;
    private final V1Money money;
    private final V1Work work;
    private final V1Form form;
    private final V1Oddities odd;
    private final ImportReport report;
    private final Set<String> numbers = new HashSet<>();

    V1Orders(PastOrders orders, PastPayments payments, V1Users users, V1Experts experts, ImportReport report) {
        this.orders = orders;
        this.payments = payments;
        this.users = users;
        this.report = report;
        money = new V1Money(report);
        work = new V1Work(experts, report);
        form = new V1Form(report);
        odd = new V1Oddities(report);
    }

    void importFrom(V1Database v1) {
        var ledger = new LinkedHashMap<String, List<V1Document>>();
        v1.each("productorders", line -> {
            report.count("payments.read");
            ledger.computeIfAbsent(handle(line), _ -> new ArrayList<>()).add(line);
        });
        var desk = new LinkedHashMap<String, List<ObjectId>>();
        v1.eachBriefly("orders", order -> {
            report.count("orders.read");
            desk.computeIfAbsent(handle(order), _ -> new ArrayList<>()).add(order.id());
        }, "paymentIntentId");
        ledger.keySet().forEach(handle -> desk.computeIfAbsent(handle, _ -> List.of()));
        inBatches(v1, List.copyOf(desk.entrySet()), ledger);
    }

    /** Without a PaymentIntent each document is a purchase of its own. */
    private static String handle(V1Document document) {
        return document.text("paymentIntentId", "none:" + document.id());
    }

    private void inBatches(V1Database v1, List<Map.Entry<String, List<ObjectId>>> groups,
            Map<String, List<V1Document>> ledger) {
        for (int start = 0; start < groups.size(); start += AT_ONCE) {
            var batch = groups.subList(start, Math.min(start + AT_ONCE, groups.size()));
            var ids = batch.stream().flatMap(group -> group.getValue().stream()).toList();
            var documents = new LinkedHashMap<ObjectId, V1Document>();
            v1.orders(ids).forEach(order -> documents.put(order.id(), order));
            for (var group : batch)
                take(V1Purchase.of(group.getKey().startsWith("none:") ? null : group.getKey(),
                        group.getValue().stream().map(documents::get).filter(java.util.Objects::nonNull).toList(),
                        ledger.getOrDefault(group.getKey(), List.of())));
            v1.say("  purchases: %d of %d".formatted(start + batch.size(), groups.size()));
        }
    }

    private void take(V1Purchase purchase) {
        if (purchase.desk().isEmpty() && purchase.ledger().isEmpty())
            return; // deleted while we read
        var known = orders.find(purchase.id(), purchase.handle());
        if (known.isPresent()) {
            already(known.get(), purchase);
            return;
        }
        if (users.erased(purchase)) {
            report.odd("orders.of_erased_people", V1Money.subject(purchase));
            return;
        }
        odd.note(purchase, users.of(purchase).isPresent());
        var email = address(purchase);
        if (email.isEmpty()) {
            report.odd("orders.without_address", V1Money.subject(purchase));
            return;
        }
        store(order(purchase, email.get()));
    }

    private void already(Order known, V1Purchase purchase) {
        numbers.add(String.valueOf(known.orderNumber()));
        if (known.erased())
            report.count("orders.erased");
        else if (odd.changedSince(known, purchase))
            report.odd("orders.changed_in_v1_since", known.orderNumber());
        else
            report.count(known.id().equals(purchase.id()) ? "orders.unchanged" : "orders.known_by_payment");
    }

    private void store(Order order) {
        report.count("orders.imported");
        if (!report.dryRun() && !orders.add(order))
            report.odd("orders.refused", order.orderNumber());
    }

    /** The account's present address: v1 found an order by its account, also after she had changed it. */
    private Optional<String> address(V1Purchase purchase) {
        var order = purchase.order();
        var named = order.text("userEmail", order.inner("formData").text("email",
                purchase.payment().text("customerEmail",
                        purchase.payment().inner("metadata").text("customerEmail"))));
        var account = users.of(purchase).map(User::email);
        var normal = Optional.ofNullable(named).map(V1Users::normal);
        if (account.isPresent() && normal.isPresent() && !account.equals(normal))
            report.odd("orders.address_of_account_differs", V1Money.subject(purchase));
        return account.or(() -> normal);
    }

    private Order order(V1Purchase purchase, String email) {
        var account = users.of(purchase);
        var price = money.price(purchase);
        var outcome = money.outcome(purchase);
        boolean paid = price.free() || outcome == Outcome.PAID || outcome == Outcome.REFUNDED;
        var intent = purchase.handle() == null ? "v1:" + purchase.id() : purchase.handle();
        var draft = new Order(purchase.id(), 0, number(purchase), purchase.handle(), money.level(purchase), price,
                form.buyer(purchase, account, email), account.map(User::id).orElse(null),
                payments.payment(purchase.id().toHexString(), price, intent, outcome),
                work.fulfilment(purchase, paid), form.intake(purchase, account), List.of(),
                origin(purchase, price, email), paid ? purchase.paidAt() : null, null, purchase.createdAt(),
                purchase.updatedAt(), rest(purchase), null, null);
        return draft.owing(payments.met(draft));
    }

    /** Her free reading is taken, so there is not another one. */
    private Origin origin(V1Purchase purchase, Price price, String email) {
        var freeFor = price.free() && !orders.hadFreeReading(email) ? email : null;
        return new Origin(null, "", "", freeFor, PastPayments.SOURCE, 1);
    }

    /** v1's own number; a payment without an order keeps the one that its page showed, {@code TEMP-…}. */
    private String number(V1Purchase purchase) {
        var given = purchase.order().text("orderNumber");
        if (given == null) {
            var shown = purchase.handle() == null ? purchase.id().toHexString() : purchase.handle();
            given = "TEMP-" + shown.substring(Math.max(0, shown.length() - 8));
        }
        var number = given;
        for (int copy = 2; !numbers.add(number) || orders.hasNumber(number); copy++)
            number = given + "-" + copy;
        if (!number.equals(given))
            report.odd("orders.number_given_twice", given + " is now " + number);
        return number;
    }

    /** Everything of v1's that our shape has no place for, and its duplicates whole. */
    private static Document rest(V1Purchase purchase) {
        var rest = new Document();
        put(rest, "order", purchase.winner().without(PLACED));
        put(rest, "generatedContent", purchase.winner().inner("generatedContent").without(PLACED_OF_READING));
        if (!purchase.duplicates().isEmpty())
            rest.append("duplicates", purchase.duplicates().stream().map(V1Document::raw).toList());
        if (!purchase.ledger().isEmpty())
            rest.append("ledger", purchase.ledger().stream().map(V1Document::raw).toList());
        return rest;
    }

    private static void put(Document rest, String name, @Nullable Document part) {
        if (part != null)
            rest.append(name, part);
    }
}
