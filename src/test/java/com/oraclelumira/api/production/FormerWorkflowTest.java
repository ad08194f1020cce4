package com.oraclelumira.api.production;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Fulfilments;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Production;
import com.oraclelumira.api.orders.Production.Asker;
import com.oraclelumira.api.orders.Validation;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** v1's workflow during a migration (N8N_CALLBACK_ACCEPT_V1): it knows no job's number. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("GO-2")
class FormerWorkflowTest {
    private static final String EARLIER = "Cette réponse est celle d'une demande précédente.";

    @Inject
    Orders orders;

    @Inject
    Fulfilments fulfilments;

    @Inject
    AnsweredFiles files;

    @Inject
    SettableClock clock;

    private final Desk maya = Desk.expert();
    private Answers answers;

    @BeforeEach
    void acceptV1() {
        answers = new Answers(orders, fulfilments, files, new FixedConfig(true, Optional.empty()));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void before_n8n_was_told_of_a_job_an_answer_is_an_earlier_ones() {
        var id = maya.readingToValidate(new Shop(), "Texte");
        clock.advance(Duration.ofHours(1));
        var revised = fulfilments
                .reject(order(id), Validation.PENDING, Production.revision(order(id), "Trop court", null,
                        new Asker("e", "E", "e@example.com", clock.instant())))
                .orElseThrow();
        clock.reset(); // the worker does not hand it over within an hour
        assertThatThrownBy(() -> answer(N8n.reading(id, "LATE"))).isInstanceOf(ProblemException.class)
                .hasMessage(EARLIER);
        assertThatThrownBy(() -> answer("{\"orderId\":\"%s\",\"error\":\"late\"}".formatted(id))).hasMessage(EARLIER);
        assertThat(order(id).fulfilment().status()).isEqualTo(FulfilmentStatus.IN_PRODUCTION);
        fulfilments.handedOver(revised);
        assertThat(answer(N8n.reading(id, "Mieux")).fulfilment().reading().reading()).isEqualTo("Mieux");
    }

    @Test
    void a_revision_is_no_answer_to_a_job_that_asked_for_none() {
        var id = secondJob();
        assertThatThrownBy(() -> answer("""
            {"orderId":"%s","isRevision":true,"generatedContent":{"reading":"LATE"}}""".formatted(id)))
                .hasMessage(EARLIER);
        assertThat(order(id).fulfilment().reading()).isNull();
    }

    @Test
    void what_cannot_be_told_from_the_present_jobs_answer_waits_for_an_expert_and_gives_way_to_it() {
        var id = secondJob();
        var late = answer(N8n.reading(id, "Du premier travail"));
        assertThat(late.fulfilment().status()).isEqualTo(FulfilmentStatus.AWAITING_VALIDATION);
        assertThat(late.delivered()).isFalse();
        var right = answer(N8n.reading(id, "Du second travail"));
        assertThat(right.fulfilment().reading().reading()).isEqualTo("Du second travail");
        assertThat(right.fulfilment().readingVersion()).isNotEqualTo(late.fulfilment().readingVersion());
    }

    /** The first one got no answer in time; n8n has taken the second. */
    private String secondJob() {
        var id = new Shop().paidOrder();
        maya.process(id).then().statusCode(200);
        Shop.await().until(() -> order(id).fulfilment().production().handedOverAt() != null);
        fulfilments.productionFailed(order(id), "silence").orElseThrow();
        maya.process(id).then().statusCode(200);
        Shop.await().until(() -> order(id).fulfilment().production().handedOverAt() != null);
        return id;
    }

    private Order answer(String body) {
        try {
            return answers.apply(CallbackPayload.of(new ObjectMapper().readTree(body), _ -> false));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Order order(String id) {
        return orders.byId(new ObjectId(id)).orElseThrow();
    }
}
