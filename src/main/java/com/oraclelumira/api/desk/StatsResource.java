package com.oraclelumira.api.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;

import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.orders.WorkQueues;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;

/** The numbers above the desk's queues (contract E7). */
@Path("/api")
@RolesAllowed(Roles.EXPERT)
@RateLimited(LimitGroup.DESK)
class StatsResource {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /**
     * {@code pending} is how many wait in the queue of that name, which is what the page shows it beside; {@code paid},
     * v1's other word for them, says the same. {@code treatedToday}: approved since midnight in Paris (defect 46).
     */
    record StatsView(long pending, long paid, long processing, long awaitingValidation, long completed,
            long treatedToday, long totalTreated, long assigned, long rejected) {
        static StatsView of(WorkQueues.Counts counts) {
            return new StatsView(counts.waiting(), counts.waiting(), counts.inProduction(), counts.toValidate(),
                    counts.delivered(), counts.deliveredSince(), counts.delivered(), counts.assigned(),
                    counts.rejected());
        }
    }

    private final WorkQueues queues;
    private final CurrentExpert expert;
    private final Clock clock;

    StatsResource(WorkQueues queues, CurrentExpert expert, Clock clock) {
        this.queues = queues;
        this.expert = expert;
        this.clock = clock;
    }

    @GET
    @Path("expert/stats")
    @Operation(summary = "The numbers above the queues (E7).", description = "pending and paid are both what waits; treatedToday counts since midnight in Paris.")
    public StatsView stats() {
        var me = expert.require().id().toHexString();
        var midnight = LocalDate.ofInstant(clock.instant(), PARIS).atStartOfDay(PARIS).toInstant();
        return StatsView.of(queues.counts(midnight, me));
    }
}
