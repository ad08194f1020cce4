package com.oraclelumira.api.desk;

import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.experts.Expert;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Fulfilments;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Production;
import com.oraclelumira.api.orders.Validation;
import com.oraclelumira.api.orders.Validation.Verdict;
import com.oraclelumira.api.production.N8nGateway;

/** Lets a reading out, or sends it back to the generator. Of several experts who judge at once one is heard. */
@Singleton
class Verdicts {
    private final DeskOrders orders;
    private final ShownReadings shown;
    private final Processing processing;
    private final Fulfilments fulfilments;
    private final N8nGateway n8n;
    private final EffectWorker worker;
    private final AuditTrail audit;
    private final Clock clock;

    Verdicts(DeskOrders orders, ShownReadings shown, Processing processing, Fulfilments fulfilments, N8nGateway n8n,
            EffectWorker worker, AuditTrail audit, Clock clock) {
        this.orders = orders;
        this.shown = shown;
        this.processing = processing;
        this.fulfilments = fulfilments;
        this.n8n = n8n;
        this.worker = worker;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Problems: ORDER_NOT_FOUND, VALIDATION_ERROR when nothing waits or nothing is there to read, CONFLICT when it is not
     * paid or not what she read.
     */
    Order approve(Expert expert, VerdictRequest request) {
        var order = asSeen(expert, request);
        if (!order.fulfilment().presentable())
            throw DeskOrders.refusal(order, ProblemType.VALIDATION_ERROR,
                    "Cette lecture est vide : ni texte ni PDF ne sont arrivés. Rejetez-la pour la faire refaire.");
        audit.record(expert.actor(), "reading.approved", Subject.order(order.id()), null);
        var verdict = verdict(Verdict.APPROVED, expert, request.validationNotes(), null);
        return decided(expert,
                fulfilments.approve(order, verdict).orElseThrow(() -> changed(waiting(request.orderId()))));
    }

    /** Starts the revision in the same update. Problems: as approve, and SERVICE_UNAVAILABLE, which changes nothing. */
    Order reject(Expert expert, VerdictRequest request) {
        n8n.requireConfigured();
        var order = asSeen(expert, request);
        audit.record(expert.actor(), "reading.rejected", Subject.order(order.id()), null);
        var verdict = verdict(Verdict.REJECTED, expert, request.validationNotes(), request.rejectionReason());
        var revision = Production.revision(order, request.rejectionReason(), request.validationNotes(),
                processing.asker(expert));
        return decided(expert,
                fulfilments.reject(order, verdict, revision).orElseThrow(() -> changed(waiting(request.orderId()))));
    }

    /**
     * She judges what she read: by what her caller says, or else by what the desk showed her last. Who was shown nothing,
     * as a program that sends no version, judges what is there.
     */
    private Order asSeen(Expert expert, VerdictRequest request) {
        var order = waiting(request.orderId());
        var read = Optional.ofNullable(request.readingVersion()).or(() -> shown.version(expert.actor(), order.id()));
        if (read.isPresent() && !read.get().equals(order.fulfilment().readingVersion()))
            throw changed(order);
        return order;
    }

    private Order waiting(@Nullable String orderId) {
        var order = orders.find(orderId);
        if (order.fulfilment().status() != FulfilmentStatus.AWAITING_VALIDATION)
            throw notWaiting(order);
        DeskOrders.requirePaid(order);
        return order;
    }

    private Order decided(Expert expert, Order order) {
        worker.wake(order.id());
        shown.judged(expert.actor(), order.id());
        return order;
    }

    private static ProblemException changed(Order order) {
        return DeskOrders.refusal(order, ProblemType.CONFLICT,
                "La lecture a changé depuis que vous l'avez ouverte : actualisez la page et relisez-la.");
    }

    private static ProblemException notWaiting(Order order) {
        return DeskOrders.refusal(order, ProblemType.VALIDATION_ERROR,
                "Cette commande n'est pas en attente de validation");
    }

    private Validation verdict(Verdict verdict, Expert expert, @Nullable String notes, @Nullable String reason) {
        return new Validation(verdict, expert.id().toHexString(), expert.name(), notes, reason, clock.instant());
    }
}
