package com.oraclelumira.api.journeys;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two experts reach for the same order at the same time, at each step of its way. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class RivalExpertsTest {
    private final Customer claire = new Customer();
    private final ExpertAtWork maya = ExpertAtWork.called("Maya");
    private final ExpertAtWork nora = ExpertAtWork.called("Nora");

    @BeforeEach
    void theDayBegins() {
        maya.signsIn();
        nora.signsIn();
    }

    @RepeatedTest(3)
    void one_of_two_gets_the_order() {
        var order = claire.buys("mystique");
        var winner = race(expert -> expert.takes(order), 409);
        assertThat(maya.order(order).getString("expertReview.expertName")).isEqualTo(winner.name());
        other(winner).hasItMade(order).then().statusCode(409);
        winner.hasItMade(order).then().statusCode(200);
    }

    @RepeatedTest(3)
    void one_of_two_has_the_reading_made_and_n8n_hears_of_it_once() {
        var order = claire.buys("mystique");
        race(expert -> expert.hasItMade(order), 400, 409);
        maya.reads(order);
        assertThat(ShopResource.n8n().jobs(order.id())).hasSize(1);
    }

    @RepeatedTest(3)
    void one_of_two_delivers_it_and_the_customer_is_told_once() {
        var order = claire.buys("mystique");
        maya.hasItMade(order).then().statusCode(200);
        maya.reads(order);
        var winner = race(expert -> expert.approves(order), 400);
        assertThat(maya.order(order).getString("expertValidation.validatorName")).isEqualTo(winner.name());
        Shop.await().until(() -> !claire.mails("Votre lecture").isEmpty());
        assertThat(claire.mails("Votre lecture")).hasSize(1);
    }

    /** Both at once: one is answered 200, the other one of these. */
    private ExpertAtWork race(Function<ExpertAtWork, Response> step, Integer... refusals) {
        var turn = new AtomicInteger();
        record Try(ExpertAtWork expert, int status) {}
        var tries = Parallel.run(2, () -> {
            var expert = turn.getAndIncrement() == 0 ? maya : nora;
            return new Try(expert, step.apply(expert).statusCode());
        });
        var winners = tries.stream().filter(attempt -> attempt.status() == 200).map(Try::expert).toList();
        assertThat(winners).as(tries.toString()).hasSize(1);
        assertThat(tries.stream().map(Try::status).filter(status -> status != 200)).isSubsetOf(List.of(refusals));
        return winners.getFirst();
    }

    private ExpertAtWork other(ExpertAtWork expert) {
        return expert == maya ? nora : maya;
    }
}
