package com.oraclelumira.api.production;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import org.bson.types.ObjectId;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Fulfilments;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Production;
import com.oraclelumira.api.orders.Reading;

/**
 * Decides what an answer of n8n means for its order. The same answer again changes nothing. Nothing that arrives here
 * takes a reading from a customer: on a delivered order it is refused until an expert reopens it (defect 40).
 * Of an order whose customer was erased, it leaves nothing behind.
 */
@Singleton
class Answers {
    private static final int ATTEMPTS = 5;

    private final Orders orders;
    private final Fulfilments fulfilments;
    private final AnsweredFiles files;
    private final N8nConfig config;

    Answers(Orders orders, Fulfilments fulfilments, AnsweredFiles files, N8nConfig config) {
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.files = files;
        this.config = config;
    }

    /** The order afterwards. Problems: VALIDATION_ERROR, ORDER_NOT_FOUND, CONFLICT, SERVICE_UNAVAILABLE. */
    Order apply(CallbackPayload answer) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var order = find(answer);
            requireExpected(order, answer);
            if (isKnown(order, answer))
                return order;
            requireOfThisJob(order, answer);
            var moved = answer.error() == null
                    ? merged(order, answer.reading())
                    : fulfilments.productionFailed(order, answer.error());
            if (moved.isPresent())
                return noted(moved.get());
        }
        throw new ProblemException(ProblemType.SERVICE_UNAVAILABLE,
                "La commande change en ce moment : renvoyez la réponse.");
    }

    private Optional<Order> merged(Order order, Reading reading) {
        files.require(order, reading);
        return fulfilments.merge(order, reading, files.keys(order.fulfilment().reading(), reading));
    }

    /** The order that it is about, as it stands. Problems: VALIDATION_ERROR, ORDER_NOT_FOUND. */
    Order find(CallbackPayload answer) {
        if (!ObjectId.isValid(answer.orderId()))
            throw CallbackPayload.refused("orderId n'est pas un identifiant de commande.");
        var order = orders.byId(new ObjectId(answer.orderId())).orElseThrow(Answers::unknown);
        if (answer.orderNumber() != null && !answer.orderNumber().equals(order.orderNumber()))
            throw CallbackPayload.refused("orderNumber n'est pas celui de cette commande.");
        if (order.erased()) {
            files.erase(order, answer.reading());
            throw unknown();
        }
        return order;
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.ORDER_NOT_FOUND, "Commande introuvable");
    }

    private static void requireExpected(Order order, CallbackPayload answer) {
        var job = order.fulfilment().production();
        if (job == null)
            throw conflict("Aucune lecture n'a été demandée pour cette commande.");
        if (answer.jobNumber() != null && answer.jobNumber() != job.number())
            throw conflict("Cette réponse est celle d'une demande précédente.");
        if (order.fulfilment().status() == FulfilmentStatus.DELIVERED && !bringsNothing(order, answer))
            throw conflict("Cette lecture est déjà livrée : un expert doit d'abord la relancer.");
        if (answer.error() != null && order.fulfilment().status() == FulfilmentStatus.AWAITING_VALIDATION)
            throw conflict("La lecture de cette demande est déjà arrivée.");
    }

    /**
     * Without its number an answer may be any job's. Of an order with several jobs it is taken only from v1's workflow,
     * which knows no numbers, and only where it cannot be told that it is an earlier one's.
     */
    private void requireOfThisJob(Order order, CallbackPayload answer) {
        var job = order.fulfilment().production();
        if (answer.jobNumber() != null || job.number() == 1)
            return;
        if (!config.callbackAcceptV1())
            throw conflict(
                    "Plusieurs lectures ont été demandées pour cette commande : renvoyez le jobNumber de la demande.");
        if (!isToldOf(order, job) || answer.revision() && !job.isRevision())
            throw conflict("Cette réponse est celle d'une demande précédente.");
    }

    /** Whether n8n can have heard of it: it was handed over, or somebody has begun to. */
    private static boolean isToldOf(Order order, Production job) {
        return job.handedOverAt() != null
                || order.effect(Fulfilments.PRODUCE + job.number()).filter(owed -> owed.attempts() > 0).isPresent();
    }

    /** Nothing is left to do: it came before. */
    private static boolean isKnown(Order order, CallbackPayload answer) {
        return switch (order.fulfilment().status()) {
            case DELIVERED -> true;
            case AWAITING_VALIDATION -> bringsNothing(order, answer);
            case PRODUCTION_FAILED -> answer.error() != null;
            case IN_PRODUCTION -> isCopyOfTheRefused(order, order.fulfilment().production(), answer);
            case QUEUED -> false;
        };
    }

    /** v1's workflow may send the refused reading once more, which without a number cannot be told from its revision. */
    private static boolean isCopyOfTheRefused(Order order, Production job, CallbackPayload answer) {
        return answer.error() == null && job.isRevision() && answer.jobNumber() == null && !answer.revision()
                && bringsNothing(order, answer);
    }

    private static boolean bringsNothing(Order order, CallbackPayload answer) {
        var present = Optional.ofNullable(order.fulfilment().reading()).orElse(Reading.EMPTY);
        return answer.error() == null && present.merge(answer.reading()).equals(present);
    }

    private static Order noted(Order order) {
        Log.infof("production.answered number=%s job=%d status=%s", order.orderNumber(),
                order.fulfilment().production().number(), order.fulfilment().status());
        return order;
    }

    private static ProblemException conflict(String sentence) {
        return new ProblemException(ProblemType.CONFLICT, sentence);
    }
}
