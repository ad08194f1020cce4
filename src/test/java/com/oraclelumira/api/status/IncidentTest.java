package com.oraclelumira.api.status;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditEntry;
import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("COM-4")
@Tag("COM-6")
class IncidentTest {
    private static final Sentence KNOWN = Sentence.of("Cause trouvée", "Cause found");
    private static final Sentence END = Sentence.of("Tout est revenu", "All is back");

    private final Sentence begin = Sentence.of("Paiements par carte refusés <b> " + UUID.randomUUID(),
            "Card payments declined <b>");

    @Inject
    Incidents incidents;

    @Inject
    StatusWatch watch;

    @Inject
    AuditTrail audit;

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    @BeforeEach
    void none() {
        scheduler.pause();
        incidents.mongoCollection().deleteMany(new Document());
    }

    @AfterEach
    void backToWork() {
        clock.reset();
        incidents.mongoCollection().deleteMany(new Document());
        scheduler.resume();
    }

    @Test
    void it_is_told_from_its_beginning_to_its_end() {
        var id = incidents.open(begin, Component.of("payments, mail")).id();
        watch.look();
        given().get("/status?lang=fr").then().body(containsString("Incident en cours"))
                .body(containsString("Paiements par carte refusés &lt;b&gt;"))
                .body(containsString("Paiements, E-mails"));
        incidents.update(id, KNOWN);
        clock.advance(Duration.ofMinutes(5));
        incidents.resolve(id, END);
        watch.look();
        given().get("/status?lang=en").then().body(not(containsString("Incident in progress")))
                .body(containsString("All is back")).body(containsString("Cause found"));
        given().get("/status.json").then().body("incidents", hasSize(1)).body("incidents[0].id", equalTo(id))
                .body("incidents[0].resolvedAt", notNullValue())
                .body("incidents[0].updates.en", equalTo(List.of(begin.en(), KNOWN.en(), END.en())));
        assertThat(audit.about("incident:" + id)).extracting(AuditEntry::action)
                .containsExactlyInAnyOrder("incident.opened", "incident.updated", "incident.resolved");
    }

    @Test
    void a_command_that_is_repeated_says_nothing_twice() {
        var id = incidents.open(begin, List.of()).id();
        assertThat(incidents.open(begin, List.of()).id()).isEqualTo(id);
        incidents.update(id, KNOWN);
        assertThatThrownBy(() -> incidents.update(id, KNOWN)).isInstanceOf(IllegalArgumentException.class);
        incidents.resolve(id, END);
        assertThatThrownBy(() -> incidents.resolve(id, Sentence.of("Encore", "Again")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> incidents.update(id, Sentence.of("Encore", "Again")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(incidents.findById(id).entries()).hasSize(3);
    }

    @Test
    void a_sentence_is_there_in_both_languages_and_short() {
        for (var wrong : new String[]{null, " ", "x".repeat(Incidents.LONGEST + 1)}) {
            assertThatThrownBy(() -> Sentence.of(wrong, "fine")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--fr");
            assertThatThrownBy(() -> Sentence.of("bien", wrong)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--en");
        }
        assertThatThrownBy(() -> Component.of("api,printer")).hasMessageContaining("readings");
    }

    @Test
    void an_incident_of_four_months_ago_is_not_shown() {
        incidents.open(begin, List.of());
        clock.advance(Duration.ofDays(91));
        watch.look();
        given().get("/status.json").then().body("incidents", hasSize(0));
    }
}
