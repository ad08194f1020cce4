package com.oraclelumira.api.journeys;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Purchases that do not go straight: declined, repeated, given back. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-4")
@Tag("TST-2")
class SecondThoughtsTest {
    private static final int MYSTIQUE = 4700;

    private final Customer claire = new Customer();
    private final ExpertAtWork maya = ExpertAtWork.called("Maya");

    @Test
    void a_declined_card_is_followed_by_one_that_pays_for_the_same_order() {
        var order = claire.orders("mystique");
        claire.isDeclined(order);
        claire.knocks().then().statusCode(403);
        claire.pays(order);
        claire.signsIn();
        assertThat(claire.readings().getList("orders.id")).containsExactly(order.id());
        assertThat(claire.reading(order).get("status")).isEqualTo("paid");
        Shop.await().until(() -> !claire.mails("Votre commande").isEmpty());
        assertThat(claire.mails("Votre commande")).hasSize(1);
        assertThat(ShopResource.intentsOf(order.id())).isEqualTo(1);
    }

    @Test
    void a_customer_who_returns_from_another_network_signs_in_by_link_and_has_two_readings() {
        var first = claire.buys("mystique");
        var atTheCafe = claire.elsewhere();
        atTheCafe.knocks().then().statusCode(403);
        atTheCafe.opensHerLink();
        atTheCafe.signsIn();
        assertThat(atTheCafe.readings().getList("orders.id")).containsExactly(first.id());
        var second = atTheCafe.buys("profond");
        Shop.await().until(() -> claire.mails("Votre commande").size() == 2);
        atTheCafe.signsIn(); // money from another network has ended every session before it
        var readings = atTheCafe.readings();
        assertThat(readings.getList("orders.id")).isEqualTo(List.of(second.id(), first.id()));
        assertThat(readings.getInt("total")).isEqualTo(2);
        assertThat(readings.getInt("user.level")).isEqualTo(3);
    }

    @Test
    @Tag("SEC-7")
    void a_form_that_a_stranger_sent_first_gives_way_to_hers_once_she_has_opened_her_link() {
        var order = claire.orders("initie");
        maya.signsIn();
        new Customer().fillsIn(order).then().statusCode(200);
        var strangers = maya.order(order).getList("files.key");
        var onHerPhone = claire.elsewhere();
        onHerPhone.fillsIn(order).then().statusCode(403);
        onHerPhone.knocks().then().statusCode(403);
        onHerPhone.opensHerLink();
        onHerPhone.fillsIn(order).then().statusCode(200);
        assertThat(maya.order(order).getList("files.key")).hasSize(2).doesNotContainAnyElementsOf(strangers);
    }

    @Test
    void a_refund_after_the_delivery_takes_the_content_away() {
        var order = claire.buys("mystique");
        claire.signsIn();
        claire.sendsHerForm(order);
        maya.signsIn();
        maya.delivers(order);
        var pdf = (String) ((Map<?, ?>) claire.reading(order).get("generatedContent")).get("pdfUrl");
        claire.asksFor(pdf).then().statusCode(200);
        claire.getsHerMoneyBack(order, MYSTIQUE);
        assertThat(claire.reading(order).get("status")).isEqualTo("refunded");
        assertThat(claire.reading(order).get("generatedContent")).isNull();
        claire.asksFor(pdf).then().statusCode(403);
        Shop.await().until(() -> !claire.mails("Votre remboursement").isEmpty());
    }

    @Test
    void an_order_that_is_refunded_leaves_the_desk() {
        maya.signsIn();
        var waiting = claire.buys("mystique");
        var written = claire.buys("profond");
        maya.hasItMade(written).then().statusCode(200);
        maya.reads(written);
        assertThat(maya.queue("pending")).contains(waiting.id());
        claire.getsHerMoneyBack(waiting, MYSTIQUE);
        claire.getsHerMoneyBack(written, 6700);
        assertThat(maya.queue("pending")).doesNotContain(waiting.id());
        assertThat(maya.queue("validation-queue")).doesNotContain(written.id());
        maya.takes(waiting).then().statusCode(409);
        maya.hasItMade(waiting).then().statusCode(409);
        maya.approves(written).then().statusCode(409);
    }
}
