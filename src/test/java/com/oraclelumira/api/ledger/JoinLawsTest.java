package com.oraclelumira.api.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Proof;

import static org.assertj.core.api.Assertions.assertThat;

/** P1: joining facts is commutative, associative and idempotent, so neither order nor copies of events can matter. */
@Tag("PAY-4")
class JoinLawsTest {
    private static final Terms TERMS = new Terms("order-1", new Price(4700, "eur"), false);
    private static final int CASES = Proof.times(20_000, 2_000_000);

    @Test
    void joining_is_commutative() {
        Proof.forAll(CASES, random -> {
            var some = facts(new ArbitraryFacts(random).upTo(6));
            var others = facts(new ArbitraryFacts(random).upTo(6));
            assertThat(join(some, others)).isEqualTo(join(others, some));
        });
    }

    @Test
    void joining_is_associative() {
        Proof.forAll(CASES, random -> {
            var a = facts(new ArbitraryFacts(random).upTo(5));
            var b = facts(new ArbitraryFacts(random).upTo(5));
            var c = facts(new ArbitraryFacts(random).upTo(5));
            assertThat(join(join(a, b), c)).isEqualTo(join(a, join(b, c)));
        });
    }

    @Test
    void joining_what_is_known_changes_nothing() {
        Proof.forAll(CASES, random -> {
            var told = new ArbitraryFacts(random).upTo(8);
            var known = facts(told);
            assertThat(join(known, known)).isEqualTo(known);
            told.forEach(fact -> assertThat(known.join(fact)).isEqualTo(known));
        });
    }

    @Test
    void a_payment_is_the_same_whatever_the_order_and_the_copies_of_its_facts() {
        Proof.forAll(CASES, random -> {
            var once = new ArbitraryFacts(random).upTo(8);
            var again = new ArrayList<>(once);
            again.addAll(once);
            Collections.shuffle(again, random);
            assertThat(payment(again)).isEqualTo(payment(once));
        });
    }

    @Test
    void snapshots_are_totally_ordered_and_equal_only_when_they_are_the_same() {
        Proof.forAll(CASES, random -> {
            var any = new ArbitraryFacts(random);
            checkOrder(any.intent(), any.intent(), any.intent());
            checkOrder(any.refund(), any.refund(), any.refund());
            checkOrder(any.dispute(), any.dispute(), any.dispute());
        });
    }

    private static <F extends Fact<F>> void checkOrder(F a, F b, F c) {
        assertThat(a.compareTo(b) == 0).as("%s and %s are equal", a, b).isEqualTo(a.equals(b));
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        var sorted = Stream.of(a, b, c).sorted().toList();
        assertThat(sorted.getFirst().compareTo(sorted.getLast())).as("transitive: %s", sorted).isNotPositive();
    }

    private static Facts facts(List<Fact<?>> told) {
        var facts = Facts.NONE;
        for (var fact : told)
            facts = facts.join(fact);
        return facts;
    }

    private static Facts join(Facts some, Facts others) {
        var joined = some;
        for (var fact : all(others))
            joined = joined.join(fact);
        return joined;
    }

    private static List<Fact<?>> all(Facts facts) {
        var all = new ArrayList<Fact<?>>(facts.intents());
        all.addAll(facts.charges());
        all.addAll(facts.refunds());
        all.addAll(facts.disputes());
        all.addAll(facts.warnings());
        return all;
    }

    private static Payment payment(List<Fact<?>> told) {
        var payment = Payment.opening(TERMS);
        for (var fact : told)
            payment = payment.join(fact, TERMS);
        return payment;
    }
}
