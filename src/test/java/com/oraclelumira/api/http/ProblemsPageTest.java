package com.oraclelumira.api.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("DOC-2")
@Tag("DOC-4")
class ProblemsPageTest {
    @Test
    void the_runbook_has_a_line_for_every_problem_with_its_status_and_for_nothing_else() throws IOException {
        var documented = Files.readString(Path.of("docs/runbook/problems.md")).lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")).map(cells -> cells[1].strip().replace("`", "") + " " + cells[2].strip())
                .toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(ProblemType.values()).map(type -> type + " " + type.status()).toList());
    }

    @Test
    void every_type_has_an_address_of_its_own() {
        assertThat(ProblemType.ORDER_NOT_FOUND.uri())
                .isEqualTo("https://api.oraclelumira.com/problems/order-not-found");
        assertThat(ProblemType.values()).extracting(ProblemType::uri).doesNotHaveDuplicates();
    }
}
