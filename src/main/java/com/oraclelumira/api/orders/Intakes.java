package com.oraclelumira.api.orders;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.store.Conditions.all;

/** What customers told us for their readings, inside their orders. */
@Singleton
public class Intakes {
    private static final FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions()
            .returnDocument(ReturnDocument.AFTER);

    /** Where nobody makes a reading of it: what the generator failed at is asked for anew, perhaps of a corrected form. */
    private static final List<FulfilmentStatus> OPEN = Stream.of(FulfilmentStatus.values())
            .filter(FulfilmentStatus::takesIntake).toList();

    private final Orders orders;
    private final Clock clock;

    Intakes(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * Stores the intake of an order as it was read, in place of the one it had. Empty, and nothing changed, when somebody
     * was faster: another submission, or an expert who started the production. Read again and decide.
     */
    public Optional<Order> submit(Order read, Intake intake) {
        var unchanged = read.intake() == null
                ? exists("intake", false)
                : eq("intake.submittedAt", read.intake().submittedAt());
        return Optional.ofNullable(orders.mongoCollection().findOneAndUpdate(
                all(eq(read.id()), in("fulfilment.status", OPEN), exists("erasedAt", false),
                        unchanged),
                combine(set("intake", intake), set("updatedAt", clock.instant())), AFTER));
    }
}
