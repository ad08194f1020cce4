package com.oraclelumira.api.desk;

import java.time.Clock;

import jakarta.inject.Singleton;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.experts.Expert;
import com.oraclelumira.api.experts.Expert.Role;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Assignment;
import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Fulfilments;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Production;
import com.oraclelumira.api.orders.Production.Asker;
import com.oraclelumira.api.production.N8nGateway;

/**
 * An expert takes an order and has its reading made. The job is part of the order when she gets her answer; n8n hears of
 * it from the worker. Of two who try at once one gets the order.
 */
@Singleton
class Processing {
    private static final String AGAIN = "Relance demandée par l'expert";

    private final DeskOrders orders;
    private final Holders holders;
    private final Fulfilments fulfilments;
    private final N8nGateway n8n;
    private final EffectWorker worker;
    private final AuditTrail audit;
    private final Clock clock;

    Processing(DeskOrders orders, Holders holders, Fulfilments fulfilments, N8nGateway n8n, EffectWorker worker,
            AuditTrail audit, Clock clock) {
        this.orders = orders;
        this.holders = holders;
        this.fulfilments = fulfilments;
        this.n8n = n8n;
        this.worker = worker;
        this.audit = audit;
        this.clock = clock;
    }

    /** Hers from now on; again when it is hers already. Problems: ORDER_NOT_FOUND, CONFLICT. */
    Order assign(Expert expert, String orderId) {
        var order = orders.find(orderId);
        audit.record(expert.actor(), "order.assigned", Subject.order(order.id()), null);
        holders.freeFromFormer(order, expert.actor());
        var me = expert.id().toHexString();
        return fulfilments.assign(order.id(), new Assignment(me, expert.name(), clock.instant()))
                .orElseGet(() -> heldBy(me, orders.find(orderId)));
    }

    private static Order heldBy(String me, Order order) {
        var taken = order.fulfilment().assignment();
        if (taken != null && taken.expertId().equals(me))
            return order;
        DeskOrders.requirePaid(order);
        throw DeskOrders.refusal(order, ProblemType.CONFLICT, taken == null
                ? "Cette commande a déjà été traitée"
                : "Cette commande est déjà assignée à %s.".formatted(taken.expertName()));
    }

    /** Problems: ORDER_NOT_FOUND, CONFLICT, VALIDATION_ERROR when it was processed already, SERVICE_UNAVAILABLE. */
    Order process(Expert expert, ProcessRequest request) {
        var terms = request.checked();
        n8n.requireConfigured();
        var order = orders.find(terms.orderId());
        DeskOrders.requirePaid(order);
        audit.record(expert.actor(), "order.processed", Subject.order(order.id()), null);
        holders.freeFromFormer(order, expert.actor());
        var job = Production.first(order, terms.expertPrompt(), terms.expertInstructions(), asker(expert));
        var started = fulfilments.startProduction(order, job, expert.role() == Role.ADMIN)
                .orElseThrow(() -> notProcessed(expert, orders.find(terms.orderId())));
        worker.wake(started.id());
        return started;
    }

    private static ProblemException notProcessed(Expert expert, Order order) {
        var taken = order.fulfilment().assignment();
        boolean waits = order.fulfilment().status() == FulfilmentStatus.QUEUED
                || order.fulfilment().status() == FulfilmentStatus.PRODUCTION_FAILED;
        if (waits && taken != null && !taken.expertId().equals(expert.id().toHexString()))
            return DeskOrders.refusal(order, ProblemType.CONFLICT,
                    "Cette commande est déjà assignée à %s.".formatted(taken.expertName()));
        return DeskOrders.refusal(order, ProblemType.VALIDATION_ERROR, "Cette commande a déjà été traitée");
    }

    /**
     * A new reading of a delivered order; the customer keeps the one she has until it is approved (defect 44). Problems:
     * ORDER_NOT_FOUND, VALIDATION_ERROR when it is not delivered, CONFLICT, SERVICE_UNAVAILABLE.
     */
    Order regenerate(Expert expert, String orderId) {
        n8n.requireConfigured();
        var order = orders.find(orderId);
        if (order.fulfilment().status() != FulfilmentStatus.DELIVERED)
            throw notDelivered(order);
        DeskOrders.requirePaid(order);
        audit.record(expert.actor(), "order.reopened", Subject.order(order.id()), null);
        var reopened = fulfilments.reopen(order, Production.revision(order, AGAIN, null, asker(expert)))
                .orElseThrow(() -> notDelivered(orders.find(orderId)));
        worker.wake(reopened.id());
        return reopened;
    }

    private static ProblemException notDelivered(Order order) {
        return DeskOrders.refusal(order, ProblemType.VALIDATION_ERROR,
                "Seules les lectures validées peuvent être relancées");
    }

    Asker asker(Expert expert) {
        return new Asker(expert.id().toHexString(), expert.name(), expert.email(), clock.instant());
    }
}
