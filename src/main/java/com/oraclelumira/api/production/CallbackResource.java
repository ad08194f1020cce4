package com.oraclelumira.api.production;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.Limits;
import com.oraclelumira.api.ratelimit.RefusalsLimited;
import com.oraclelumira.api.ratelimit.Unlimited;
import com.oraclelumira.api.storage.ObjectStore;

/** Where n8n answers (contract §3.6). Its own answers are never rate-limited, everybody else's are. */
@Path("/api")
@Consumes(MediaType.WILDCARD)
@Callers("n8n: the signature of time, nonce and body is checked")
@Unlimited("n8n's own answers always come in")
@RefusalsLimited(LimitGroup.UNVERIFIED_WEBHOOK)
class CallbackResource {
    /** v1's answer. {@code duplicate} when this very answer was here before; the status is the order's present one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AnsweredView(boolean success, String orderId, String status, boolean needsValidation,
            @Nullable Boolean duplicate) {
        static AnsweredView of(Order order, boolean duplicate) {
            var status = order.fulfilment().status();
            return new AnsweredView(true, order.id().toHexString(), word(status),
                    status == FulfilmentStatus.AWAITING_VALIDATION, duplicate ? true : null);
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
     * VALIDATION_ERROR, INVALID_REQUEST_BODY, ORDER_NOT_FOUND; CONFLICT for a nonce of another body, an earlier job's
     * answer, or a delivered order.
     */
    @POST
    @Path("expert/n8n-callback")
    @PermitAll
    @Operation(summary = "Takes a reading, or the reason why there is none.", description = "X-N8N-Signature: HMAC-SHA256 over timestamp.nonce.body, at most five minutes old, each "
            + "nonce for one body: the same again changes nothing and is answered with duplicate. Several answers to one job add up; a field that is absent or blank erases nothing.")
    @Parameter(in = ParameterIn.HEADER, name = "X-N8N-Signature", required = true, schema = @Schema(type = SchemaType.STRING))
    @Parameter(in = ParameterIn.HEADER, name = "X-Timestamp", required = true, description = "Milliseconds", schema = @Schema(type = SchemaType.STRING))
    @Parameter(in = ParameterIn.HEADER, name = "X-Nonce", required = true, schema = @Schema(type = SchemaType.STRING))
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT, requiredProperties = "orderId", properties = {
            @SchemaProperty(name = "orderId", type = SchemaType.STRING),
            @SchemaProperty(name = "orderNumber", type = SchemaType.STRING),
            @SchemaProperty(name = "jobNumber", type = SchemaType.INTEGER, description = "Of the job that this answers"),
            @SchemaProperty(name = "success", type = SchemaType.BOOLEAN),
            @SchemaProperty(name = "error", type = SchemaType.STRING, description = "Why there is no reading"),
            @SchemaProperty(name = "generatedContent", implementation = Reading.class),
            @SchemaProperty(name = "pdfUrl", type = SchemaType.STRING)})))
    @Fails({ProblemType.UNAUTHENTICATED, ProblemType.VALIDATION_ERROR, ProblemType.INVALID_REQUEST_BODY,
            ProblemType.ORDER_NOT_FOUND, ProblemType.CONFLICT})
    public AnsweredView answer(byte[] body, @Context HttpHeaders headers) {
        var given = CallbackHeaders.of(headers::getHeaderString);
        var tree = CallbackPayload.tree(body, json).orElse(null);
        requireSigned(body, given, tree);
        if (tree == null)
            throw new ProblemException(ProblemType.INVALID_REQUEST_BODY, "La réponse n'est pas un objet JSON.");
        var answer = CallbackPayload.of(tree, text -> store.parse(text).isPresent());
        return given.bound()
                ? onlyOnce(answer, given.nonce(), body)
                : AnsweredView.of(answers.apply(answer), false);
    }

    private void requireSigned(byte[] body, CallbackHeaders given, @Nullable JsonNode tree) {
        try {
            signature.require(body, given, tree == null ? "" : CallbackPayload.orderKey(tree));
        } catch (ProblemException refused) {
            limits.take(LimitGroup.UNVERIFIED_WEBHOOK);
            throw refused;
        }
    }

    /** n8n repeats an answer whose 200 it did not get: that is no error, and nothing happens twice. */
    private AnsweredView onlyOnce(CallbackPayload answer, String nonce, byte[] body) {
        return switch (nonces.take(nonce, body)) {
            case FIRST -> AnsweredView.of(applied(answer, nonce), false);
            case BEGUN -> AnsweredView.of(applied(answer, nonce), true);
            case APPLIED -> AnsweredView.of(answers.find(answer), true);
            case TAKEN -> throw new ProblemException(ProblemType.CONFLICT,
                    "Cette réponse diffère de celle qui est venue avec le même X-Nonce.");
        };
    }

    private Order applied(CallbackPayload answer, String nonce) {
        try {
            var order = answers.apply(answer);
            nonces.applied(nonce);
            return order;
        } catch (RuntimeException e) {
            nonces.giveBack(nonce);
            throw e;
        }
    }
}
