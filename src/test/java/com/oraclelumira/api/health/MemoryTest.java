package com.oraclelumira.api.health;

import java.util.OptionalLong;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("MON-2")
class MemoryTest {
    private static final long MEGABYTE = 1024 * 1024;

    @Test
    void the_percentage_is_of_the_containers_limit_where_there_is_one() {
        assertThat(new Memory(10, 100, OptionalLong.of(300), OptionalLong.of(400)).percent()).isEqualTo(75);
        assertThat(new Memory(10, 100, OptionalLong.of(300), OptionalLong.empty()).percent()).isEqualTo(10);
        assertThat(new Memory(10, 100, OptionalLong.empty(), OptionalLong.of(400)).percent()).isEqualTo(10);
    }

    @Test
    void the_resident_set_is_read_from_the_process_status() {
        assertThat(Memory.resident("Name:\tjava\nVmHWM:\t  9 kB\nVmRSS:\t  2048 kB\nThreads:\t3\n"))
                .hasValue(2 * MEGABYTE);
        assertThat(Memory.resident("")).isEmpty();
        assertThat(Memory.resident("VmRSS: kB")).isEmpty();
    }

    @Test
    void the_limit_is_read_from_the_cgroup() {
        assertThat(Memory.limit("536870912\n")).hasValue(512 * MEGABYTE);
        assertThat(Memory.limit("max\n")).isEmpty();
        assertThat(Memory.limit("")).isEmpty();
    }

    @Test
    void this_process_uses_some() {
        var now = Memory.now();

        assertThat(now.heapUsed()).isPositive().isLessThanOrEqualTo(now.heapMax());
        assertThat(now.percent()).isBetween(0, 100);
    }
}
