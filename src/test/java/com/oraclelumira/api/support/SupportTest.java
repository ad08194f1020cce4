package com.oraclelumira.api.support;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.notifications.MailTemplate;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.testing.Colleague;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("COM-3")
class SupportTest {
    private static final Pattern LINK = Pattern
            .compile("https://api\\.oraclelumira\\.test(/api/support/confirm/[\\w-]+)");

    @Inject
    Tickets tickets;

    @Inject
    TicketMails mails;

    @Inject
    Outbox outbox;

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    private final Shop shop = new Shop();
    private final String subject = "Ma lecture " + UUID.randomUUID();

    @AfterEach
    void backToWork() {
        clock.reset();
        scheduler.resume();
    }

    @Test
    void a_signed_in_customer_s_question_is_open_at_once_and_answered_by_mail() {
        var number = ask(customer(), Map.of("orderNumber", "LU1")).then().statusCode(201)
                .body("status", equalTo("open")).extract().<String>path("number");
        assertThat(number).matches("SU\\d{10,}");
        awaitMail("Votre demande " + number);
        var expert = Colleague.expert();
        var id = listed(expert);
        expert.request().get("/api/expert/support/tickets/" + id).then().statusCode(200)
                .body("number", equalTo(number)).body("email", equalTo(shop.email))
                .body("message", equalTo("Bonjour\n\nOù est-elle ?"))
                .body("orderNumber", equalTo("LU1")).body("status", equalTo("open"));
        answer(expert, id, "Elle arrive demain.").then().statusCode(200).body("status", equalTo("answered"))
                .body("answers.by", equalTo(List.of("Maya")));
        assertThat(awaitMail("Réponse à votre demande " + number)).contains("Elle arrive demain.", "Maya");
    }

    @Test
    void an_answer_is_mailed_once_however_often_it_is_sent() {
        ask(customer(), Map.of()).then().statusCode(201);
        var expert = Colleague.expert();
        var id = listed(expert);
        var answers = Parallel.run(6, () -> answer(expert, id, "Oui.").statusCode());
        assertThat(answers).containsOnly(200);
        answer(expert, id, "Oui.").then().statusCode(200).body("answers", hasSize(1));
        assertThat(mailsOf(MailTemplate.TICKET_ANSWER)).isEqualTo(1);
        answer(expert, id, "Et encore.").then().body("answers", hasSize(2));
        assertThat(mailsOf(MailTemplate.TICKET_ANSWER)).isEqualTo(2);
    }

    @Test
    void a_closed_ticket_takes_no_answer() {
        ask(customer(), Map.of()).then().statusCode(201);
        var expert = Colleague.expert();
        var id = listed(expert);
        for (int n = 0; n < 2; n++)
            expert.request().post("/api/expert/support/tickets/" + id + "/close").then().statusCode(200)
                    .body("status", equalTo("closed"));
        answer(expert, id, "Trop tard.").then().statusCode(409).body("code", equalTo("CONFLICT"));
        assertThat(mailsOf(MailTemplate.TICKET_ANSWER)).isZero();
        assertThat(listedIn(expert, "open")).doesNotContain(id);
        assertThat(listedIn(expert, "closed")).contains(id);
    }

    @Test
    void an_answer_may_close_at_the_same_time() {
        ask(customer(), Map.of()).then().statusCode(201);
        var expert = Colleague.expert();
        var id = listed(expert);
        expert.request().body(Map.of("text", "Voilà.", "close", true))
                .post("/api/expert/support/tickets/" + id + "/answers").then().statusCode(200)
                .body("status", equalTo("closed"));
        answer(expert, id, "Voilà.").then().statusCode(200).body("answers", hasSize(1));
    }

    @Test
    @Tag("SEC-2")
    void anybody_else_s_question_is_seen_by_nobody_before_the_mailbox_confirms() {
        var answer = ask(shop.request(), Map.of("email", shop.email));
        answer.then().statusCode(202).body("status", equalTo("unconfirmed")).body("", not(hasKey("number")));
        var link = awaitLink();
        var expert = Colleague.expert();
        assertThat(found(expert)).isEmpty();
        var id = tickets.of(shop.email, null).getFirst().id().toHexString();
        expert.request().get("/api/expert/support/tickets/" + id).then().statusCode(404);
        answer(expert, id, "Vu.").then().statusCode(404);
        shop.request().get(link).then().statusCode(200).body(containsString("<button"));
        assertThat(found(expert)).isEmpty();
        var numbers = Parallel.run(4, () -> shop.request().post(link).then().statusCode(200).extract().asString());
        assertThat(numbers.stream().distinct()).singleElement().asString().containsPattern("SU\\d{10}");
        shop.request().get(link).then().statusCode(200).body(containsString("SU"), not(containsString("<button")));
        assertThat(found(expert)).hasSize(1);
        assertThat(mailsOf(MailTemplate.TICKET_RECEIVED)).isEqualTo(1);
    }

    @Test
    void a_link_dies_after_a_day_and_its_question_with_it() {
        scheduler.pause();
        ask(shop.request(), Map.of("email", shop.email)).then().statusCode(202);
        var link = awaitLink();
        clock.advance(Duration.ofHours(25));
        for (var dead : List.of(link, "/api/support/confirm/made-up")) {
            shop.request().get(dead).then().statusCode(410);
            shop.request().post(dead).then().statusCode(410);
        }
        mails.forgetOld();
        assertThat(tickets.of(shop.email, null)).isEmpty();
    }

    @Test
    @Tag("SEC-8")
    void nobody_s_mailbox_is_filled_with_links() {
        for (int n = 0; n < 5; n++)
            ask(new Shop().request(), Map.of("email", shop.email)).then().statusCode(202);
        ask(new Shop().request(), Map.of("email", shop.email)).then().statusCode(429);
        ask(new Shop().request(), Map.of("email", shop.email.replace("@", "+2@"))).then().statusCode(429);
        for (int n = 0; n < 10; n++)
            ask(shop.request(), Map.of("email", n + shop.email)).then().statusCode(202);
        ask(shop.request(), Map.of("email", "x" + shop.email)).then().statusCode(429);
    }

    @Test
    @Tag("SEC-7")
    void a_question_has_bounds() {
        ask(shop.request(), Map.of()).then().statusCode(400).body("error", containsString("adresse e-mail"));
        ask(shop.request(), Map.of("email", "x")).then().statusCode(400).body("code", equalTo("INVALID_EMAIL"));
        for (var wrong : List.of(Map.of("subject", " "), Map.of("subject", "x".repeat(121)), Map.of("message", ""),
                Map.of("message", "x".repeat(5_001)), Map.of("name", "x".repeat(101)),
                Map.of("orderNumber", "x".repeat(31)))) {
            var question = new HashMap<String, String>(wrong);
            question.put("email", shop.email);
            ask(new Shop().request(), question).then().statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
        }
        shop.request().post("/api/support/tickets").then().statusCode(400);
        assertThat(tickets.of(shop.email, null)).isEmpty();
    }

    @Test
    void what_a_crash_left_unwritten_is_mailed_later_and_once() {
        scheduler.pause();
        ask(customer(), Map.of()).then().statusCode(201);
        var ticket = tickets.of(shop.email, null).getFirst();
        outbox.mongoCollection().deleteOne(new Document("_id", ticket.mailId("received")));
        tickets.mongoCollection().updateOne(new Document("_id", ticket.id()),
                new Document("$set", new Document("mailsOwedSince", java.util.Date.from(clock.instant()))));
        mails.finish();
        assertThat(mailsOf(MailTemplate.TICKET_RECEIVED)).isZero();
        clock.advance(Duration.ofMinutes(2));
        for (int n = 0; n < 2; n++)
            mails.finish();
        assertThat(mailsOf(MailTemplate.TICKET_RECEIVED)).isEqualTo(1);
        assertThat(tickets.findById(ticket.id()).mailsOwedSince()).isNull();
    }

    @Test
    @Tag("defect-48")
    void her_export_has_her_questions_and_her_erasure_takes_them() {
        ask(customer(), Map.of()).then().statusCode(201);
        var stranger = new Shop();
        ask(stranger.request(), Map.of("email", stranger.email)).then().statusCode(202);
        var expert = Colleague.expert();
        answer(expert, listed(expert), "Oui.").then().statusCode(200);
        var admin = Colleague.admin();
        person(admin, "export", shop.email).then().statusCode(200).body("tickets.subject", equalTo(List.of(subject)))
                .body("tickets[0].answers.text", equalTo(List.of("Oui.")))
                .body("accesses.action", hasItem("ticket.answered")).body("accesses.action", hasItem("tickets.listed"));
        person(admin, "export", stranger.email).then().statusCode(200).body("tickets", hasSize(1));
        for (var email : List.of(shop.email, stranger.email)) {
            admin.request().body(Map.of("email", email, "force", true)).post("/api/admin/people/erase").then()
                    .statusCode(200);
            assertThat(tickets.of(email, null)).isEmpty();
            assertThat(outbox.to(email)).isEmpty();
        }
    }

    @Test
    void a_list_is_paged_and_never_longer_than_a_hundred() {
        var expert = Colleague.expert();
        expert.request().get("/api/expert/support/tickets?limit=1000&page=0").then().statusCode(200)
                .body("tickets.size()", lessThanOrEqualTo(100)).body("pagination.limit", equalTo(100))
                .body("pagination.current", equalTo(1));
        expert.request().get("/api/expert/support/tickets?status=unconfirmed").then().statusCode(400).body("error",
                matchesPattern(".*open.*"));
    }

    private RequestSpecification customer() {
        shop.buy("mystique");
        return shop.request().auth().oauth2(shop.signIn().then().statusCode(200).extract().<String>path("token"));
    }

    private Response ask(RequestSpecification who, Map<String, ?> more) {
        var question = new HashMap<String, Object>(Map.of("subject", subject, "message", "Bonjour\n\nOù est-elle ?"));
        question.putAll(more);
        return who.body(question).post("/api/support/tickets");
    }

    private static Response answer(Colleague expert, String id, String text) {
        return expert.request().body(Map.of("text", text)).post("/api/expert/support/tickets/" + id + "/answers");
    }

    private static Response person(Colleague admin, String what, String email) {
        return admin.request().body(Map.of("email", email)).post("/api/admin/people/" + what);
    }

    private String listed(Colleague expert) {
        return found(expert).getFirst();
    }

    private List<String> found(Colleague expert) {
        return expert.request().get("/api/expert/support/tickets?limit=100").then().statusCode(200).extract().jsonPath()
                .getList("tickets.findAll { it.email == '%s' }._id".formatted(shop.email));
    }

    private static List<String> listedIn(Colleague expert, String status) {
        return expert.request().get("/api/expert/support/tickets?limit=100&status=" + status).jsonPath()
                .getList("tickets._id");
    }

    private long mailsOf(MailTemplate template) {
        return outbox.to(shop.email).stream().filter(mail -> mail.template() == template).count();
    }

    private String awaitMail(String about) {
        Shop.await().until(() -> mailsAbout(about), found -> !found.isEmpty());
        return mailsAbout(about).getFirst();
    }

    private List<String> mailsAbout(String about) {
        return Arrays.stream(ShopResource.mail().getReceivedMessages()).filter(mail -> subject(mail).equals(about))
                .map(GreenMailUtil::getWholeMessage).toList();
    }

    private static String subject(jakarta.mail.internet.MimeMessage mail) {
        try {
            return String.valueOf(mail.getSubject());
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String awaitLink() {
        Shop.await().until(() -> link() != null);
        return link();
    }

    private String link() {
        return Arrays.stream(ShopResource.mail().getReceivedMessages()).map(GreenMailUtil::getWholeMessage)
                .map(mail -> mail.replace("=\r\n", "").replace("=3D", "=")).filter(mail -> mail.contains(shop.email))
                .map(LINK::matcher).filter(java.util.regex.Matcher::find).map(found -> found.group(1)).findFirst()
                .orElse(null);
    }
}
