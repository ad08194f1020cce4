package com.oraclelumira.api.journeys;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.journeys.Customer.Purchase;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** All that is logged by anybody, our own code down to TRACE, while a customer goes the whole way and much goes wrong. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-8")
@Tag("COM-2")
class NothingPersonalInLogsTest {
    private static final Logger EVERYBODY = Logger.getLogger("");
    private static final PatternFormatter FORM = new PatternFormatter("%c %s %e");
    private static final Logger OURS = Logger.getLogger("com.oraclelumira.api");
    /** The stand-ins for mail server and database are no part of the application. */
    private static final List<String> STAND_INS = List.of("com.icegreen", "de.bwaldvogel", "com.oraclelumira.sandbox");

    private final Lines lines = new Lines();
    private final Customer claire = new Customer();
    private final ExpertAtWork maya = ExpertAtWork.called("Maya Secrète");
    private Level before;

    @BeforeEach
    void listen() {
        before = OURS.getLevel();
        OURS.setLevel(Level.ALL);
        EVERYBODY.addHandler(lines);
    }

    @AfterEach
    void stop() {
        EVERYBODY.removeHandler(lines);
        OURS.setLevel(before);
        MongoResource.bringBack();
    }

    @Test
    void a_journey_with_every_kind_of_trouble_leaves_ids_alone() throws Exception {
        var order = claire.buys("mystique");
        claire.signsIn();
        claire.sendsHerForm(order);
        maya.signsIn();
        maya.delivers(order);
        Shop.await().until(() -> !claire.mails("Votre lecture Oracle Lumira est prête").isEmpty());
        trouble(order);
        assertThat(lines.text()).anyMatch(line -> line.contains("order.settled number=LU"))
                .anyMatch(line -> line.contains("code=SERVICE_UNAVAILABLE"))
                .anyMatch(line -> line.contains("event=evt_"))
                .anyMatch(line -> line.contains("order=LU"));
        for (var personal : List.of(claire.email, claire.email.split("@")[0], "Claire", "Martin", "0612345678",
                "1990-05-15", "14:30", "Lyon", "Quelle est ma voie", "Maya Secr", Desk.PASSWORD, "Essai-Parole",
                "198.18.", claire.token(), "eyJ"))
            assertThat(lines.text().filter(line -> line.contains(personal))).as(personal).isEmpty();
    }

    private void trouble(Purchase order) {
        claire.elsewhere().knocks().then().statusCode(403);
        new Shop().request().body("{\"formData\":{\"firstName\":\"Claire\",\"birthPlace\":\"Lyon").post(
                "/api/orders/by-payment-intent/" + order.handle() + "/client-submit").then().statusCode(400);
        new Shop().request().body(Map.of("email", claire.email, "password", "Essai-Parole"))
                .post("/api/expert/login").then().statusCode(400);
        new Shop().request().auth().oauth2(claire.token() + "x").get("/api/users/me").then().statusCode(401);
        new Shop().request().queryParam("email", claire.email).get("/api/expert/clients").then().statusCode(401);
        new Shop().checkout(Map.of("productId", "mystique", "customerEmail", claire.email, "customerName",
                "Claire Martin", "customerPhone", Map.of("x", "0612345678"))).then().statusCode(400);
        MongoResource.takeAway();
        new Shop().checkout(Map.of("productId", "mystique", "customerEmail", claire.email, "customerName",
                "Claire Martin", "customerPhone", "0612345678")).then().statusCode(503);
        claire.knocks().then().statusCode(503);
    }

    private static final class Lines extends Handler {
        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (STAND_INS.stream().anyMatch(String.valueOf(line.getLoggerName())::startsWith))
                return;
            var record = ExtLogRecord.wrap(line);
            all.add(FORM.format(record) + record.getMdcCopy());
        }

        Stream<String> text() {
            return all.stream();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
