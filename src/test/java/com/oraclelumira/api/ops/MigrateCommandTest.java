package com.oraclelumira.api.ops;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.ops.OperatorCommand.Answer;
import com.oraclelumira.api.store.Migrations.Applied;
import com.oraclelumira.api.store.Migrations.Progress;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("DB-4")
class MigrateCommandTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Applied OURS = new Applied("001-a", NOON, true);
    private static final Applied NEWER = new Applied("009-z", NOON, false);

    @Test
    void the_status_of_a_database_of_this_version_is_0() {
        assertThat(MigrateCommand.status(progress(List.of(OURS), List.of())))
                .isEqualTo(new Answer(List.of("applied  001-a                        2026-11-24T12:00:00Z"), 0));
    }

    @Test
    void the_status_is_2_when_a_start_would_migrate_and_3_when_a_newer_version_did() {
        assertThat(MigrateCommand.status(progress(List.of(OURS, NEWER), List.of("002-b"))).exitCode()).isEqualTo(2);
        var newer = MigrateCommand.status(progress(List.of(OURS, NEWER), List.of()));
        assertThat(newer.exitCode()).isEqualTo(3);
        assertThat(newer.lines()).anyMatch(line -> line.startsWith("unknown  009-z"))
                .contains("What is unknown was applied by a newer version than this one.");
    }

    @Test
    void the_plan_lists_what_would_run_in_order_and_is_2_or_0() {
        assertThat(MigrateCommand.plan(progress(List.of(OURS), List.of("002-b", "003-c")))).isEqualTo(new Answer(
                List.of("At its start this version would run, in this order:", "  002-b", "  003-c"), 2));
        assertThat(MigrateCommand.plan(progress(List.of(OURS, NEWER), List.of())))
                .isEqualTo(new Answer(List.of("Nothing would run."), 0));
    }

    @Test
    void both_say_so_when_a_process_is_at_it() {
        var progress = new Progress(List.of(), List.of("001-a"), Optional.of(NOON));
        for (var answer : List.of(MigrateCommand.status(progress), MigrateCommand.plan(progress)))
            assertThat(answer.lines().getLast()).contains("2026-11-24T12:00:00Z").startsWith("A process is at it now");
    }

    private static Progress progress(List<Applied> applied, List<String> pending) {
        return new Progress(applied, pending, Optional.empty());
    }
}
