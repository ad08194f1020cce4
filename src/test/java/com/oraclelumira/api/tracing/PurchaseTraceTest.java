package com.oraclelumira.api.tracing;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.http.LogLines;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a collector is told of a purchase, over a socket, in OpenTelemetry's own format. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@QuarkusTestResource(value = CollectorResource.class, restrictToAnnotatedClass = true)
@Tag("INF-6")
class PurchaseTraceTest {
    private static final String CHECKOUT = "POST /api/products/create-payment-intent";
    private static final PatternFormatter FORM = new PatternFormatter("%s");

    private final Collector collector = CollectorResource.COLLECTOR;
    private final Shop shop = new Shop();

    @Test
    void a_checkout_s_trace_has_its_route_the_database_and_stripe_under_one_id() {
        shop.order("mystique");
        awaitSpan(CHECKOUT);
        var checkout = collector.spans(CHECKOUT).getFirst();
        assertThat(checkout.parent()).isEmpty();
        assertThat(checkout.attributes()).containsExactlyInAnyOrderEntriesOf(
                Map.of("http.request.method", "POST", "http.route", "/api/products/create-payment-intent",
                        "http.response.status_code", "200"));
        var parts = collector.ofTrace(checkout.trace()).stream().filter(span -> !span.equals(checkout)).toList();
        assertThat(parts).extracting(Collector.Received::name).contains("insert orders",
                "stripe payment_intents.create");
        assertThat(parts).allSatisfy(part -> assertThat(part.parent()).isNotEmpty());
        assertThat(parts.stream().filter(part -> part.name().equals("insert orders")).findFirst().orElseThrow()
                .attributes()).containsExactlyInAnyOrderEntriesOf(
                        Map.of("db.system.name", "mongodb", "db.operation.name", "insert", "db.collection.name",
                                "orders"));
    }

    @Test
    @Tag("SEC-8")
    @Tag("COM-2")
    void nothing_of_a_customer_and_no_secret_is_told() {
        var intent = shop.buy("mystique");
        shop.request().queryParam("email", shop.email).get("/api/orders/" + intent).then().statusCode(200);
        shop.request().get("/api/nothing/" + shop.email).then().statusCode(404);
        shop.signIn();
        awaitSpan("effect paid");
        awaitSpan("POST /api/users/auth/sanctuaire-v2");
        awaitSpan("GET /{unknown}");
        for (var personal : List.of(shop.email, shop.email.split("@")[0], "Paul", "0612345678", "_secret_", "eyJ",
                ShopResource.SECRET_KEY, ShopResource.WEBHOOK_SECRET, "198.18.", intent))
            assertThat(collector.everything()).as(personal).doesNotContain(personal);
    }

    @Test
    void an_event_and_what_it_obliges_us_to_are_traces_of_their_own_whose_ids_stand_in_the_log() {
        List<ExtLogRecord> lines;
        try (var log = new LogLines("com.oraclelumira.api")) {
            shop.buy("mystique");
            awaitSpan("effect paid");
            lines = log.all();
        }
        var settled = lines.stream().filter(line -> FORM.format(line).contains("order.settled")).findFirst()
                .orElseThrow();
        var trace = settled.getMdc("traceId");
        Shop.await().until(() -> collector.ofTrace(trace).stream().anyMatch(span -> span.name().equals("event")));
        assertThat(collector.ofTrace(trace)).extracting(Collector.Received::name).contains("update orders",
                "update stripe_inbox");
        assertThat(collector.spans("effect paid")).isNotEmpty()
                .allSatisfy(effect -> assertThat(effect.attributes().get("lumira.order.number")).startsWith("LU"));
    }

    @Test
    void a_job_for_n8n_carries_the_trace_that_it_belongs_to() {
        var id = shop.paidOrder();
        Desk.expert().process(id).then().statusCode(200);
        Shop.await().until(() -> !ShopResource.n8n().jobs(id).isEmpty());
        var parent = ShopResource.n8n().jobs(id).getFirst().headers().get("traceparent");
        assertThat(parent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        Shop.await().until(() -> collector.ofTrace(parent.substring(3, 35)).stream()
                .anyMatch(span -> span.name().equals("n8n hand-over")));
    }

    @Test
    void who_calls_us_decides_neither_the_trace_nor_its_name_and_monitors_are_none() {
        var theirs = "0af7651916cd43dd8448eb211c80319c";
        for (var path : List.of("/health/live", "/api/healthz", "/api/products"))
            shop.request().header("traceparent", "00-" + theirs + "-b7ad6b7169203331-01").get(path).then()
                    .statusCode(200);
        shop.request().request("BREW", "/api/products");
        awaitSpan("GET /api/products");
        awaitSpan("_OTHER /api/products");
        assertThat(collector.ofTrace(theirs)).isEmpty();
        assertThat(collector.spans()).noneMatch(span -> span.name().contains("health"));
    }

    private void awaitSpan(String name) {
        Shop.await().until(() -> !collector.spans(name).isEmpty());
    }
}
