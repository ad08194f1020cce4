package com.oraclelumira.api.desk;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.experts.Expert;
import com.oraclelumira.api.experts.ExpertDisabled;
import com.oraclelumira.api.experts.Experts;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Assignment;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Fulfilments;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.WorkQueues;

/**
 * Who has an order, where its expert does not decide it herself: an order of somebody who left is in nobody's way, and an
 * admin may move any. The job that runs for it, and the reading that waits, stay with the order.
 */
@Singleton
class Holders {
    private final DeskOrders orders;
    private final WorkQueues queues;
    private final Fulfilments fulfilments;
    private final Experts experts;
    private final AuditTrail audit;
    private final Clock clock;

    Holders(DeskOrders orders, WorkQueues queues, Fulfilments fulfilments, Experts experts, AuditTrail audit,
            Clock clock) {
        this.orders = orders;
        this.queues = queues;
        this.fulfilments = fulfilments;
        this.experts = experts;
        this.audit = audit;
        this.clock = clock;
    }

    /** What she takes in the same moment, her last request being under way, is freed by {@link #freeFromFormer}. */
    void giveBack(@Observes ExpertDisabled left) {
        var former = left.expert().id().toHexString();
        queues.heldBy(former).forEach(id -> free(id, former, left.actor()));
    }

    /** Before somebody else wants it: nobody has to wait for an expert whose account is closed or gone. */
    void freeFromFormer(Order order, String actor) {
        var holder = holder(order);
        if (holder != null && order.fulfilment().status() != FulfilmentStatus.DELIVERED && active(holder).isEmpty())
            free(order.id(), holder, actor);
    }

    /** The order afterwards; the second call changes nothing. Problems: ORDER_NOT_FOUND, CONFLICT. */
    Order release(String orderId, String actor) {
        var order = orders.find(orderId);
        var holder = holder(order);
        return holder == null
                ? order
                : free(order.id(), holder, actor).orElseThrow(() -> notMoved(orders.find(orderId)));
    }

    /** Hers from now on, whoever had it. Problems: ORDER_NOT_FOUND, NOT_FOUND for no active expert, CONFLICT. */
    Order handTo(@Nullable String expertId, String orderId, String actor) {
        var order = orders.find(orderId);
        var expert = Optional.ofNullable(expertId).flatMap(this::active).orElseThrow(
                () -> new ProblemException(ProblemType.NOT_FOUND, "Cet expert est introuvable ou désactivé."));
        DeskOrders.requirePaid(order);
        audit.record(actor, "order.handed_over", Subject.order(order.id()), "to=" + expertId);
        return fulfilments.handTo(order.id(), new Assignment(expertId, expert.name(), clock.instant()))
                .orElseThrow(() -> notMoved(orders.find(orderId)));
    }

    private Optional<Order> free(ObjectId id, String holder, String actor) {
        audit.record(actor, "order.released", Subject.order(id), "from=" + holder);
        return fulfilments.release(id, holder);
    }

    private Optional<Expert> active(String expertId) {
        return ObjectId.isValid(expertId)
                ? experts.byId(new ObjectId(expertId)).filter(Expert::active)
                : Optional.empty();
    }

    private static @Nullable String holder(Order order) {
        var taken = order.fulfilment().assignment();
        return taken == null ? null : taken.expertId();
    }

    private static ProblemException notMoved(Order order) {
        return DeskOrders.refusal(order, ProblemType.CONFLICT, order.fulfilment().status() == FulfilmentStatus.DELIVERED
                ? "Cette lecture est déjà livrée."
                : "Cette commande vient de changer de mains, réessayez.");
    }
}
