package com.oraclelumira.api.payments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.oraclelumira.api.payments.Rig.Accident;
import com.oraclelumira.api.payments.Rig.Mishap;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * P4, P8 and P9 on the real parts and a real database: an accident right after every single step, and after every pair
 * of steps, leaves the same state as no accident at all; five well-known ways to get this wrong do not.
 */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-4")
class AccidentsTest {
    private static final Story SHORT = new Story().succeeded("pi_1").later()
            .refund("refund.created", "re_1", "pi_1", "succeeded", 1700);

    private record Broken(List<Accident> accidents, FinalState state) {}

    @Inject
    Rig rig;

    @Inject
    Scheduler scheduler;

    @Inject
    SettableClock clock;

    @BeforeEach
    void alone() {
        scheduler.pause();
    }

    @AfterEach
    void asBefore() {
        clock.reset();
        scheduler.resume();
    }

    /** The numbered steps, in the words of the crash table of docs/runbook/stripe.md. */
    @Test
    void a_payment_takes_these_steps() {
        var ending = rig.run(this::ours, new Story().succeeded("pi_1").events());
        assertThat(ending.steps()).containsSubsequence(
                "upsert stripe_inbox", // before: no 200, Stripe repeats; after: stored and claimed by us
                "200 to Stripe", // from here on it is ours to lose
                "find orders", // read, before the compare-and-set
                "update orders", // facts and obligations stored in one write, event not marked yet
                "update stripe_inbox", // DONE
                "findAndModify orders", // obligation claimed
                "findAndModify users", // account there, order not assigned yet
                "update orders", // assigned, no mail yet
                "insert outbox", // mail there, obligation not marked yet
                "update orders"); // met
    }

    @ParameterizedTest
    @EnumSource
    void a_history_ends_in_the_database_as_on_paper(History history) {
        var paper = PaperOrder.of(history.story.facts()).outcome();
        for (var events : List.of(history.story.events(), backwards(history.story))) {
            var ending = rig.run(this::ours, events).state();
            assertThat(ending.payment()).isEqualTo(paper.payment());
            assertThat(ending.durable()).isEqualTo(paper.durable());
            assertThat(ending.paidAt()).isTrue();
            assertThat(ending.inbox().values()).containsOnly(InboxEvent.State.DONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_inbox_alone_rebuilds_the_payment_and_no_mail_is_sent_again(History history) {
        var before = rig.run(this::ours, history.story.events()).state();
        assertThat(rig.rebuilt()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void an_accident_after_any_step_changes_nothing(Mishap mishap) {
        for (var history : List.of(History.REFUND_FAILED_LATER, History.PAID_TWICE_AND_ONCE_WRONGLY))
            for (var events : List.of(history.story.events(), backwards(history.story)))
                assertThat(broken(this::ours, events, step -> List.of(new Accident(mishap, step)))).as(history.name())
                        .isEmpty();
    }

    @Test
    void power_cuts_after_any_two_steps_change_nothing() {
        checkPairs(Mishap.POWER_CUT, Mishap.POWER_CUT, SHORT.events());
    }

    @Test
    void a_pause_after_any_step_and_then_a_power_cut_change_nothing() {
        checkPairs(Mishap.PAUSE, Mishap.POWER_CUT, new Story().succeeded("pi_1").events());
    }

    @Test
    @EnabledIfSystemProperty(named = "proof.long", matches = "true")
    void any_two_mishaps_after_any_two_steps_of_a_longer_story_change_nothing() {
        for (var first : Mishap.values())
            for (var second : Mishap.values())
                checkPairs(first, second, History.REFUND_FAILED_LATER.story.events());
    }

    @ParameterizedTest
    @EnumSource
    void each_well_known_mistake_is_found(Mutant mutant) {
        Rig.Start start = () -> mutant.start(rig.parts());
        var fine = rig.run(start, SHORT.events()).state();
        assertThat(fine.payment()).as("without accidents it works").isEqualTo(PaperOrder.of(SHORT.facts()).payment());
        var found = Stream.of(Mishap.values())
                .flatMap(mishap -> broken(start, SHORT.events(), step -> List.of(new Accident(mishap, step))).stream());
        assertThat(found).as("lost or doubled").anyMatch(broken -> mutant.symptom(fine, broken.state()));
    }

    private Server ours() {
        return new OurServer(rig.parts());
    }

    private void checkPairs(Mishap first, Mishap second, List<byte[]> events) {
        int steps = rig.run(this::ours, events).steps().size();
        for (int one = 1; one <= steps; one++) {
            var before = new Accident(first, one);
            assertThat(broken(this::ours, events, step -> List.of(before, new Accident(second, step)))).isEmpty();
        }
    }

    /** What differs from the state without accidents, for each number of the last accident's step that can be reached. */
    private List<Broken> broken(Rig.Start start, List<byte[]> events, IntFunction<List<Accident>> accidents) {
        var expected = rig.run(start, events).state();
        var broken = new ArrayList<Broken>();
        for (int step = 1;; step++) {
            var plan = accidents.apply(step);
            var ending = rig.run(start, events, plan.toArray(Accident[]::new));
            if (!ending.state().equals(expected))
                broken.add(new Broken(plan, ending.state()));
            if (!ending.allHappened())
                return broken;
        }
    }

    private static List<byte[]> backwards(Story story) {
        var events = new ArrayList<>(story.events());
        Collections.reverse(events);
        return events;
    }
}
