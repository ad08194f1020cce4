package com.oraclelumira.api.production;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.Limits;
import com.oraclelumira.api.storage.ObjectStore;

/** Where n8n answers (contract §3.6). Its own answers are never rate-limited, everybody else's are. */
@Path("/api")
@Consumes(MediaType.WILDCARD)
class CallbackResource {
    /** v1's answer. */
    record AnsweredView(boolean success, String orderId, String status, boolean needsValidation) {
        static AnsweredView of(Order order) {
            var status = order.fulfilment().status();
            return new AnsweredView(true, order.id().toHexString(), word(status),
                    status == FulfilmentStatus.AWAITING_VALIDATION);
        }

        private static String word(FulfilmentStatus status) {
            return switch (status) {
                case AWAITING_VALIDATION -> "awaiting_validation";
                case DELIVERED -> "completed";
                case PRODUCTION_FAILED -> "failed";
                case IN_PRODUCTION, QUEUED -> "processing";
            };
        }
    }

    private final CallbackSignature signature;
    private final CallbackNonces nonces;
    private final Answers answers;
    private final ObjectStore store;
    private final Limits limits;
    private final ObjectMapper json;

    CallbackResource(CallbackSignature signature, CallbackNonces nonces, Answers answers, ObjectStore store,
            Limits limits, ObjectMapper json) {
        this.signature = signature;
        this.nonces = nonces;
        this.answers = answers;
        this.store = store;
        this.limits = limits;
        this.json = json;
    }

    /**
     * Takes a reading, or the reason why there is none. Problems: SERVICE_UNAVAILABLE, UNAUTHENTICATED,
     * VALIDATION_ERROR, INVALID_REQUEST_BODY, ORDER_NOT_FOUND; CONFLICT for a replay, an earlier job's answer, or a
     * delivered order.
     */
    @POST
    @Path("expert/n8n-callback")
    @PermitAll
    public AnsweredView answer(byte[] body, @Context HttpHeaders headers) {
        var given = CallbackHeaders.of(headers::getHeaderString);
        var tree = CallbackPayload.tree(body, json).orElse(null);
        requireSigned(body, given, tree);
        if (tree == null)
            throw new ProblemException(ProblemType.INVALID_REQUEST_BODY, "La réponse n'est pas un objet JSON.");
        var answer = CallbackPayload.of(tree, text -> store.parse(text).isPresent());
        return AnsweredView.of(given.bound() ? onlyOnce(answer, given.nonce()) : answers.apply(answer));
    }

    private void requireSigned(byte[] body, CallbackHeaders given, @Nullable JsonNode tree) {
        try {
            signature.require(body, given, tree == null ? "" : CallbackPayload.orderKey(tree));
        } catch (ProblemException refused) {
            limits.take(LimitGroup.UNVERIFIED_WEBHOOK);
            throw refused;
        }
    }

    private Order onlyOnce(CallbackPayload answer, String nonce) {
        if (!nonces.take(nonce))
            throw new ProblemException(ProblemType.CONFLICT, "Cette réponse a déjà été reçue.");
        try {
            return answers.apply(answer);
        } catch (RuntimeException e) {
            if (!(e instanceof ProblemException decided) || decided.type() == ProblemType.SERVICE_UNAVAILABLE)
                nonces.giveBack(nonce);
            throw e;
        }
    }
}
