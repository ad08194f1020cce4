package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.status.Incidents;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("COM-4")
@Tag("DOC-6")
class IncidentCommandTest {
    @Inject
    IncidentCommand command;

    @Inject
    Incidents incidents;

    private final String begin = "Panne " + UUID.randomUUID();

    @AfterEach
    void asBefore() {
        incidents.mongoCollection().deleteMany(com.mongodb.client.model.Filters.eq("entries.fr", begin));
    }

    @Test
    void an_incident_is_opened_updated_and_resolved_from_the_command_line() {
        var told = run("incident", "open", "--fr", begin, "--en", "Outage", "--components", "payments,mail");
        assertThat(told).singleElement().asString().matches("Incident \\S+: 1 entries, open");
        var id = told.getFirst().split("[ :]")[1];
        assertThat(incidents.findById(id).components()).containsExactly("payments", "mail");
        assertThat(run("incident", "update", "--id", id, "--fr", "Cause", "--en", "Cause").getFirst())
                .endsWith("2 entries, open");
        assertThat(run("incident", "resolve", "--id", id, "--fr", "Fin", "--en", "End").getFirst())
                .endsWith("3 entries, resolved");
    }

    @Test
    void wrong_options_are_a_sentence_and_change_nothing() {
        long before = incidents.count();
        for (var words : List.of(List.of("incident"), List.of("incident", "delete", "--id", "x"),
                List.of("incident", "open", "--id", "x", "--fr", begin, "--en", "y"),
                List.of("incident", "update", "--fr", begin, "--en", "y"), List.of("incident", "open", "--fr", begin),
                List.of("incident", "open", "--fr", begin, "--en", "y", "--components", "moon"),
                List.of("incident", "resolve", "--id", "unknown", "--fr", begin, "--en", "y")))
            assertThatThrownBy(() -> run(words.toArray(String[]::new))).as(words.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        assertThat(incidents.count()).isEqualTo(before);
    }

    private List<String> run(String... words) {
        Map<String, String> options = Operator.options(words);
        return command.run(options);
    }
}
