package com.oraclelumira.api.admission;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("SEC-8")
class SupplyTest {
    private final Supply supply = new Supply(100, 40);

    @Test
    void nobody_gets_more_than_her_share_and_all_together_not_more_than_there_is() {
        assertThat(supply.take("a", 40)).isTrue();
        assertThat(supply.take("a", 1)).isFalse();
        assertThat(supply.take("b", 40)).isTrue();
        assertThat(supply.take("c", 21)).isFalse();
        assertThat(supply.take("c", 20)).isTrue();
        assertThat(supply.take("d", 1)).isFalse();
        assertThat(supply.taken()).isEqualTo(100);
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        supply.take("a", 40);
        supply.giveBack("a", 30);

        assertThat(supply.take("a", 30)).isTrue();
        assertThat(supply.take("a", 1)).isFalse();
        supply.giveBack("a", 40);
        assertThat(supply.taken()).isZero();
    }

    @Test
    void however_many_take_at_the_same_time_the_bounds_hold_and_nothing_is_lost() {
        var turn = new AtomicInteger();
        var taken = Parallel.run(64, () -> supply.take("network" + turn.getAndIncrement() % 4, 5)).stream()
                .filter(took -> took).count();

        assertThat(taken).isLessThanOrEqualTo(20);
        assertThat(supply.taken()).isEqualTo(taken * 5);
    }
}
