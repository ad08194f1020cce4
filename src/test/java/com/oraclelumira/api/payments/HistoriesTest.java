package com.oraclelumira.api.payments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.oraclelumira.api.ledger.Fact;
import com.oraclelumira.api.ledger.Payment;
import com.oraclelumira.api.testing.Proof;

import static org.assertj.core.api.Assertions.assertThat;

/** P2, P3, P10: whatever the order and the copies in which the events of a history arrive, it ends in one state. */
@Tag("PAY-4")
class HistoriesTest {
    @ParameterizedTest
    @EnumSource
    void every_order_of_a_history_with_a_copy_of_each_event_ends_in_one_state(History history) {
        var facts = history.story.facts();
        var expected = PaperOrder.of(facts);
        var random = Proof.random();
        permutations(new ArrayList<>(facts), 0, order -> {
            var arrived = withCopies(order, random);
            Proof.named(() -> history + " as " + arrived.stream().map(Fact::source).toList(), () -> {
                var paper = PaperOrder.of(arrived);
                assertThat(paper.outcome()).isEqualTo(expected.outcome());
                assertThat(paper.nudges()).isSubsetOf(Obligations.NUDGE_DECLINED);
                paper.checkQuiet();
            });
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_history_ends_as_it_must(History history) {
        var outcome = PaperOrder.of(history.story.facts()).outcome();
        assertThat(outcome.payment().status()).isEqualTo(history.status);
        assertThat(sums(outcome.payment())).isEqualTo(history.capturedRefundedDisputed);
        assertThat(outcome.durable()).isEqualTo(history.durable);
    }

    @Test
    void long_random_histories_end_in_one_state_that_agrees_with_the_books() {
        Proof.forAll(Proof.times(10_000, 200_000), random -> {
            var books = new RandomStory(random);
            var facts = books.story().facts();
            var one = PaperOrder.of(shuffled(facts, random));
            var other = PaperOrder.of(withCopies(shuffled(facts, random), random));
            assertThat(one.outcome()).isEqualTo(other.outcome());
            assertThat(sums(one.payment())).isEqualTo(List.of(books.captured(), books.refunded(), books.disputed()));
            one.checkQuiet();
        });
    }

    private static List<Long> sums(Payment payment) {
        return List.of(payment.capturedCents(), payment.refundedCents(), payment.disputedCents());
    }

    private static List<Fact<?>> shuffled(List<Fact<?>> facts, Random random) {
        var shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** Each once more, anywhere. */
    private static List<Fact<?>> withCopies(List<Fact<?>> facts, Random random) {
        var all = new ArrayList<>(facts);
        for (var fact : facts)
            all.add(random.nextInt(all.size() + 1), fact);
        return all;
    }

    private static void permutations(List<Fact<?>> facts, int fixed, Consumer<List<Fact<?>>> each) {
        if (fixed == facts.size())
            each.accept(facts);
        for (int i = fixed; i < facts.size(); i++) {
            Collections.swap(facts, fixed, i);
            permutations(facts, fixed + 1, each);
            Collections.swap(facts, fixed, i);
        }
    }
}
