package com.oraclelumira.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.sandbox.stripe.SandboxSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Tag("TST-3")
class SandboxControlTest {
    private final SandboxShop shop = new SandboxShop();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        shop.close();
        http.close();
    }

    @Test
    void another_process_can_pay_refund_and_dispute() throws Exception {
        PaymentIntent intent = shop.created("LU1", 4700);
        String path = "/payment_intents/" + intent.getId();

        assertThat(post(path + "/require_action", "").get("status").getAsString()).isEqualTo("requires_action");
        assertThat(post(path + "/decline", "{\"decline_code\":\"lost_card\"}").get("status").getAsString())
                .isEqualTo("requires_payment_method");
        assertThat(send("POST", path + "/succeed", "{\"client_secret\":\"wrong\"}").statusCode()).isEqualTo(400);
        assertThat(post(path + "/succeed", "{\"client_secret\":\"" + intent.getClientSecret() + "\"}").get("status")
                .getAsString()).isEqualTo("succeeded");
        String paid = "{\"payment_intent\":\"" + intent.getId() + "\",\"amount\":700}";
        String refund = post("/refund", paid).get("id").getAsString();
        assertThat(post("/refunds/" + refund + "/fail", "").get("status").getAsString()).isEqualTo("failed");
        String dispute = post("/dispute", paid).get("id").getAsString();
        assertThat(post("/disputes/" + dispute + "/won", "").get("status").getAsString()).isEqualTo("won");
        assertThat(post("/fraud_warning", "{\"payment_intent\":\"" + intent.getId() + "\"}").get("object")
                .getAsString()).isEqualTo("radar.early_fraud_warning");
        assertThat(shop.typesReceived()).contains("payment_intent.succeeded", "refund.failed",
                "charge.dispute.funds_reinstated", "radar.early_fraud_warning.created");
    }

    @Test
    void knobs_and_faults_can_be_turned_from_outside() throws Exception {
        assertThat(json(send("PUT", "/delivery", "{\"copies\":2,\"drop\":[\"charge.succeeded\"]}")).get("copies")
                .getAsInt()).isEqualTo(2);
        assertThat(shop.sandbox.delivery().drop()).containsExactly("charge.succeeded");
        assertThat(send("PUT", "/delivery", "{\"copys\":2}").statusCode()).isEqualTo(400);
        assertThat(send("PUT", "/delivery", "{\"copies\":0}").statusCode()).isEqualTo(400);

        post("/faults", "{\"type\":\"delay\",\"method\":\"POST\",\"path\":\"/v1/refunds\",\"delay_ms\":5}");
        assertThat(shop.sandbox.faults().waiting()).hasSize(1);
        assertThat(send("POST", "/faults", "{\"type\":\"flood\"}").statusCode()).isEqualTo(400);
        send("DELETE", "/faults", "");
        assertThat(shop.sandbox.faults().waiting()).isEmpty();
    }

    @Test
    void events_show_their_deliveries_and_can_be_sent_again() throws Exception {
        shop.receiver.answerNext(500);
        shop.created("LU1", 4700);
        shop.quiet();

        JsonObject event = json(send("GET", "/events?type=payment_intent.created", "")).getAsJsonArray("data").get(0)
                .getAsJsonObject();
        assertThat(event.getAsJsonObject("delivery").getAsJsonArray("attempts")).hasSize(2);

        post("/events/" + event.get("id").getAsString() + "/resend", "");
        post("/emit", "{\"id\":\"evt_mine\",\"type\":\"made.up\"}");
        assertThat(shop.typesReceived()).containsExactlyInAnyOrder("payment_intent.created", "payment_intent.created",
                "made.up");
        assertThat(json(send("GET", "/idle", "")).get("idle").getAsBoolean()).isTrue();
    }

    @Test
    void the_account_answers_a_probe() throws Exception {
        assertThat(shop.stripe.balance().retrieve().getLivemode()).isFalse();
        var request = HttpRequest.newBuilder(URI.create(shop.sandbox.baseUrl() + "/v1/account"))
                .header("Authorization", "Basic c2tfdGVzdF9zaG9wOg==").build();
        assertThat(json(http.send(request, BodyHandlers.ofString())).get("object").getAsString()).isEqualTo("account");
    }

    @Test
    void the_oldest_objects_are_forgotten_beyond_the_limit() throws Exception {
        try (var small = new SandboxShop(SandboxSettings.defaults().keep(2))) {
            String first = small.created("LU1", 4700).getId();
            String second = small.created("LU2", 4700).getId();
            small.created("LU3", 4700);

            assertThat(catchThrowableOfType(InvalidRequestException.class,
                    () -> small.stripe.paymentIntents().retrieve(first)).getStatusCode()).isEqualTo(404);
            assertThat(small.stripe.paymentIntents().retrieve(second).getAmount()).isEqualTo(4700);
        }
    }

    @Test
    void only_pages_of_this_machine_may_call_it_from_a_browser() throws Exception {
        assertThat(origin("http://localhost:8080")).contains("http://localhost:8080");
        assertThat(origin("https://example.org")).isNull();
    }

    private String origin(String origin) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(shop.sandbox.baseUrl() + "/_sandbox/idle"))
                .header("Origin", origin).build();
        return http.send(request, BodyHandlers.ofString()).headers().firstValue("Access-Control-Allow-Origin")
                .orElse(null);
    }

    private JsonObject post(String path, String body) throws IOException, InterruptedException {
        return json(send("POST", path, body));
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(shop.sandbox.baseUrl() + "/_sandbox" + path))
                .method(method, BodyPublishers.ofString(body)).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
