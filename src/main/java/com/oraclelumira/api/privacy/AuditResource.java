package com.oraclelumira.api.privacy;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditEntry;
import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;

/** Who did what to one customer's, order's or expert's data. Ids only, so it outlives the data itself. */
@Path("/api")
@RolesAllowed(Roles.ADMIN)
@RateLimited(LimitGroup.DESK)
class AuditResource {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryView(Instant at, String actor, String action, String subject, @Nullable String detail,
            @Nullable String requestId) {
        static EntryView of(AuditEntry entry) {
            return new EntryView(entry.at(), entry.actor(), entry.action(), entry.subject(), entry.detail(),
                    entry.requestId());
        }
    }

    record TrailView(List<EntryView> entries) {}

    private final AuditTrail audit;
    private final CurrentExpert expert;

    AuditResource(AuditTrail audit, CurrentExpert expert) {
        this.audit = audit;
        this.expert = expert;
    }

    /** Newest first, at most 500. VALIDATION_ERROR without a subject. */
    @GET
    @Path("admin/audit")
    @Operation(summary = "Who did what to one customer's, order's or expert's data: newest first, at most 500.")
    @Fails(ProblemType.VALIDATION_ERROR)
    public TrailView about(@QueryParam("subject") @Nullable String subject) {
        expert.actor(); // her account may have been closed since the token was issued
        if (subject == null || subject.isBlank())
            throw new ProblemException(ProblemType.VALIDATION_ERROR,
                    "Indiquez l'identifiant concerné : subject.");
        return new TrailView(audit.about(subject).stream().map(EntryView::of).toList());
    }
}
