package com.oraclelumira.api.production;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Production;

/**
 * A job as n8n gets it (contract §3.6). New against v1: {@code jobNumber}, to be sent back with the answer; birth time,
 * place and the customer's own question; photos under signed addresses; all of it with a revision, too.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobView(String orderId, String orderNumber, int jobNumber, @Nullable Boolean isRevision,
        @Nullable Integer revisionCount, @Nullable String rejectionReason, @Nullable String validationNotes,
        @Nullable String originalPrompt, @Nullable String originalInstructions, int level, String levelName,
        ClientView client, FormData formData, ClientInputs clientInputs, List<FileView> files,
        @Nullable String expertPrompt, @Nullable String expertInstructions, AskerView expert, Instant timestamp) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClientView(String firstName, String lastName, String email, @Nullable String phone,
            @Nullable String dateOfBirth) {
        static ClientView of(FormData form) {
            return new ClientView(form.firstName(), form.lastName(), form.email(), form.phone(), form.dateOfBirth());
        }
    }

    record AskerView(String id, String name, String email) {
        static AskerView of(Production job) {
            return new AskerView(job.expertId(), job.expertName(), job.expertEmail());
        }
    }

    static JobView of(Order order, List<FileView> files, Instant now) {
        var job = order.fulfilment().production();
        var form = FormData.of(order);
        boolean revision = job.isRevision();
        return new JobView(order.id().toHexString(), order.orderNumber(), job.number(), revision ? true : null,
                revision ? order.fulfilment().revisions() : null, job.rejectionReason(), job.notes(),
                revision ? job.prompt() : null, revision ? job.instructions() : null, order.level().number(),
                order.level().displayName(), ClientView.of(form), form, ClientInputs.of(order), files,
                revision ? null : job.prompt(), revision ? null : job.instructions(), AskerView.of(job), now);
    }
}
