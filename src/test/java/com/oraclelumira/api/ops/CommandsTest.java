package com.oraclelumira.api.ops;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.oraclelumira.api.ops.Commands.Command;

import static org.assertj.core.api.Assertions.assertThat;

class CommandsTest {
    private final Commands commands = new Commands(List.of(new Command("count", "count them", words -> words.length)));

    @Test
    void a_command_gets_what_follows_its_name() {
        assertThat(commands.run("count", "a", "b")).isEqualTo(2);
    }

    @Test
    void an_unknown_command_is_not_found_and_the_usage_names_the_known_ones() {
        assertThat(commands.find("cuont")).isEmpty();
        assertThat(commands.find()).isEmpty();
        assertThat(commands.usage()).contains("count", "count them");
    }
}
