package com.oraclelumira.api.health;

import java.time.Duration;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.notifications.TeamWithChat;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("MON-6")
class DiskSpaceTest {
    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TeamWithChat team;
    private long free = 10;

    @BeforeEach
    void alone() {
        scheduler.pause();
        team = new TeamWithChat();
    }

    @AfterEach
    void backToWork() {
        team.close();
        clock.reset();
        scheduler.resume();
    }

    @Test
    void less_than_a_tenth_for_five_minutes_is_told_once_and_so_is_room_again() {
        var disk = new DiskSpace(() -> 100, () -> free, team.alerts(), metrics, clock);
        clock.set(clock.instant());
        look(disk, Duration.ofMinutes(6));
        free = 9;
        look(disk, Duration.ofSeconds(299));
        assertThat(team.heard()).isEmpty();
        look(disk, Duration.ofSeconds(1));
        look(disk, Duration.ofMinutes(1));
        assertThat(team.heard()).containsExactly("🔴 DiskFull (production)");
        assertThat(ratio()).isEqualTo(0.09);
        free = 10;
        look(disk, Duration.ofMinutes(1));
        assertThat(team.heard()).containsExactly("🔴 DiskFull (production)", "✅ DiskFull (production)");
    }

    @Test
    void a_disk_of_unknown_size_alarms_nobody() {
        var disk = new DiskSpace(() -> 0, () -> 0, team.alerts(), metrics, clock);
        look(disk, Duration.ofHours(1));
        assertThat(ratio()).isNaN();
        assertThat(team.heard()).isEmpty();
    }

    @Test
    void this_machine_s_disk_is_measured() {
        new DiskSpace(team.alerts(), metrics, clock);
        assertThat(ratio()).isBetween(0.0, 1.0);
        assertThat(metrics.get("lumira.disk.size.bytes").gauge().value()).isGreaterThan(1e6);
    }

    private double ratio() {
        return metrics.get("lumira.disk.free.ratio").gauge().value();
    }

    private void look(DiskSpace disk, Duration later) {
        disk.look();
        clock.advance(later);
        disk.look();
    }
}
