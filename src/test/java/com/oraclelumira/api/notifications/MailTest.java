package com.oraclelumira.api.notifications;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From the outbox to a mail server on a real socket, by STARTTLS, with all that such a server may answer. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@QuarkusTestResource(value = MailServerResource.class, restrictToAnnotatedClass = true)
@Tag("COM-1")
class MailTest {
    private static final String SUPPORT = MailServerResource.SUPPORT;
    private static final String ANNA = "anna@example.com";

    private final SmtpServer server = MailServerResource.server();

    @Inject
    Outbox outbox;

    @Inject
    OutboxWorker worker;

    @Inject
    EmailGateway gateway;

    @Inject
    Alerts alerts;

    @Inject
    MeterRegistry metrics;

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    @BeforeEach
    void empty() {
        scheduler.pause();
        clock.set(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        server.reset();
        outbox.mongoCollection().deleteMany(new Document());
    }

    @AfterEach
    void backToWork() {
        clock.reset();
        outbox.mongoCollection().deleteMany(new Document());
        scheduler.resume();
    }

    @Test
    @Tag("SEC-1")
    void mail_and_password_leave_by_tls_alone() {
        send(MailTemplate.ORDER_CONFIRMATION);
        assertThat(server.mails()).hasSize(1);
        assertThat(server.sentInClear()).hasSize(2).last().isEqualTo("STARTTLS");
        assertThat(server.sentInClear().getFirst()).startsWith("EHLO ");
    }

    @Test
    @Tag("SEC-1")
    void a_server_without_tls_gets_neither_mail_nor_password() {
        server.offerTls(false);
        send(MailTemplate.ORDER_CONFIRMATION);
        assertThat(server.mails()).isEmpty();
        assertThat(server.sentInClear()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        assertWaits("no STARTTLS");
        assertThat(gateway.unreachable()).isTrue();
    }

    @Test
    @Tag("SEC-1")
    void a_server_with_a_certificate_of_somebody_else_gets_nothing() {
        for (var wrong : List.of(MailServerResource.tls("localhost", "unknown"), MailServerResource.ofAnotherHost())) {
            server.certificate(wrong);
            assertThatThrownBy(() -> gateway.send(letter("x", ANNA, MailTemplate.REFUND)))
                    .isInstanceOf(MailFailure.class);
            assertThat(server.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "DOT"})
    void what_is_refused_for_good_is_given_up_at_once_and_told(String command) {
        double told = alerted();
        server.say(command, "550 5.7.1 <" + ANNA + "> no");
        send(MailTemplate.ORDER_CONFIRMATION);
        var mail = outbox.findById("m:" + MailTemplate.ORDER_CONFIRMATION);
        assertThat(mail.nextAt()).isNull();
        assertThat(mail.sentAt()).isNull();
        assertThat(mail.lastError()).isEqualTo("smtp=550");
        assertThat(alerted()).isEqualTo(told + 1);
        assertThat(gateway.unreachable()).isFalse();
        assertThat(outbox.to(SUPPORT)).singleElement().satisfies(alert -> assertThat(alert.values().toString())
                .contains("MailGivenUp", "smtp=550").doesNotContain(ANNA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "DOT"})
    void what_cannot_be_taken_now_is_offered_again_with_growing_pauses(String command) {
        server.say(command, "451 4.7.1 later");
        send(MailTemplate.ORDER_CONFIRMATION);
        assertWaits("smtp=451");
        worker.poll();
        assertThat(waiting().attempts()).as("not before its time").isEqualTo(1);
        clock.advance(Duration.ofSeconds(31));
        worker.poll();
        assertThat(waiting().attempts()).isEqualTo(2);
        assertThat(Duration.between(clock.instant(), waiting().nextAt())).isEqualTo(Duration.ofMinutes(2));
        server.reset();
        clock.advance(Duration.ofMinutes(3));
        worker.poll();
        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void a_wrong_password_costs_no_mail() {
        server.say("AUTH", "535 5.7.8 no");
        send(MailTemplate.ORDER_CONFIRMATION);
        assertWaits("smtp=535");
        assertThat(gateway.unreachable()).isTrue();
    }

    @Test
    void one_customer_s_dead_mailbox_holds_up_nobody_else_s_mail() {
        server.say("RCPT", "550 no such user");
        outbox.add("m:1", ANNA, MailTemplate.REFUND, values());
        worker.poll();
        server.reset();
        outbox.add("m:2", "berta@example.com", MailTemplate.REFUND, values());
        worker.poll();
        assertThat(server.mails()).anyMatch(mail -> mail.contains("berta@example.com"));
    }

    @Test
    void a_server_that_says_nothing_is_left_in_time() {
        server.silent(true);
        long begin = System.nanoTime();
        send(MailTemplate.ORDER_CONFIRMATION);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(4),
                Duration.ofSeconds(30));
        assertWaits("TimeoutException");
    }

    @Test
    void what_a_person_wrote_says_so_and_what_nobody_asked_for_has_a_way_out() throws Exception {
        for (var template : MailTemplate.values()) {
            server.reset();
            gateway.send(letter(template.name(), ANNA, template));
            var mail = parsed();
            assertThat(mail.getHeader("Auto-Submitted", null)).as(template.name())
                    .isEqualTo(template == MailTemplate.TICKET_ANSWER ? null : "auto-generated");
            assertThat(mail.getHeader("List-Unsubscribe", null)).as(template.name())
                    .isEqualTo(template == MailTemplate.PAYMENT_DECLINED
                            ? "<mailto:%s?subject=STOP>".formatted(SUPPORT)
                            : null);
            assertThat(mail.getReplyTo()).as(template.name()).extracting(Object::toString).containsExactly(SUPPORT);
            assertThat(mail.getFrom()).extracting(Object::toString)
                    .containsExactly("Oracle Lumira <bonjour@oraclelumira.test>");
        }
    }

    @Test
    void both_copies_of_a_mail_have_one_message_id() throws Exception {
        gateway.send(letter("same", ANNA, MailTemplate.REFUND));
        var first = parsed().getMessageID();
        server.reset();
        gateway.send(letter("same", ANNA, MailTemplate.REFUND));
        assertThat(parsed().getMessageID()).isEqualTo(first).matches("<[0-9a-f]{64}@oraclelumira\\.test>");
        server.reset();
        gateway.send(letter("another", ANNA, MailTemplate.REFUND));
        assertThat(parsed().getMessageID()).isNotEqualTo(first);
        assertThat(server.mails().getFirst().split("(?i)\nmessage-id:", -1)).hasSize(2);
    }

    @ParameterizedTest
    @Tag("SEC-7")
    @ValueSource(strings = {"anna@example.com\r\nBcc: eve@example.com", "anna@example.com\nX: y", "a b@c", "nobody"})
    void an_address_that_is_none_puts_nothing_into_a_mail(String address) {
        outbox.add("m:1", address, MailTemplate.REFUND, values());
        worker.poll();
        assertThat(server.mails()).noneMatch(mail -> mail.contains("eve@example.com") || mail.contains("X: y"));
        assertThat(outbox.findById("m:1").nextAt()).isNull();
        assertThat(outbox.findById("m:1").sentAt()).isNull();
    }

    @Test
    @Tag("SEC-7")
    @Tag("COM-3")
    void a_customer_s_words_in_a_subject_stay_one_line_and_her_address_takes_the_answers() throws Exception {
        var values = new HashMap<>(values());
        values.put("subject", "Bonjour\r\nBcc: eve@example.com\r\n\r\n<b>corps</b>");
        alerts.tellTeam("m:1", MailTemplate.TICKET_TEAM, values, ANNA);
        worker.poll();
        var mail = parsed();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("[Lumira] Demande SU1 : Bonjour__Bcc: eve@example.com____<b>corps</b>");
        assertThat(mail.getReplyTo()).extracting(Object::toString).containsExactly(ANNA);
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(SUPPORT);
        assertThat(part(mail, 1)).contains("&lt;b&gt;corps").doesNotContain("<b>corps");
    }

    @Test
    void a_domain_of_another_alphabet_is_written_as_every_server_reads_it() {
        gateway.send(new Letter("m", "anna@münchen.example", MailTemplate.REFUND, values(), "maya@münchen.example"));
        assertThat(server.mails().getFirst().lines()).contains("To: anna@xn--mnchen-3ya.example",
                "Reply-To: maya@xn--mnchen-3ya.example");
    }

    @Test
    @Tag("SEC-7")
    @Tag("COM-3")
    void a_customer_s_words_in_a_subject_take_no_other_words_in() {
        var values = values();
        values.put("subject", "{number} {message} {email} {by}");
        assertThat(MailTemplate.TICKET_TEAM.subject(values))
                .isEqualTo("[Lumira] Demande SU1 : {number} {message} {email} {by}");
    }

    @ParameterizedTest
    @EnumSource(MailTemplate.class)
    void every_mail_is_text_and_html_that_fits_a_telephone(MailTemplate template) throws Exception {
        gateway.send(letter("m", ANNA, template));
        var mail = parsed();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var text = part(mail, 0);
        var html = part(mail, 1);
        for (var each : List.of(mail.getSubject(), text, html))
            assertThat(each).isNotBlank().doesNotContain("{", "NOT_FOUND", "null");
        assertThat(html).contains("lang=\"fr\"", "name=\"viewport\"", "max-width:560px")
                .doesNotContainPattern("<(script|img|link|style|iframe)\\b|[^-]width:\\d{3,}px");
        assertThat(text.lines().filter(line -> line.startsWith("<"))).isEmpty();
        if (values().containsKey("link") && html.contains("href="))
            assertThat(text).contains(values().get("link"));
    }

    private void send(MailTemplate template) {
        outbox.add("m:" + template, ANNA, template, values());
        worker.poll();
    }

    private OutboxMail waiting() {
        return outbox.findById("m:" + MailTemplate.ORDER_CONFIRMATION);
    }

    private void assertWaits(String reason) {
        assertThat(waiting().lastError()).isEqualTo(reason);
        assertThat(waiting().sentAt()).isNull();
        assertThat(waiting().nextAt()).isAfter(clock.instant().minusSeconds(1));
    }

    private double alerted() {
        return metrics.counter("lumira.alerts", "name", "MailGivenUp").count();
    }

    private static Letter letter(String id, String to, MailTemplate template) {
        return new Letter(id, to, template, values(), null);
    }

    static Map<String, String> values() {
        var values = new HashMap<String, String>();
        values.put("firstName", "Anna");
        values.put("orderNumber", "LU2611250001");
        values.put("levelName", "Mystique");
        values.put("amount", "67,00 €");
        values.put("link", "https://api.oraclelumira.test/api/users/auth/link/abc");
        values.put("name", "EventDead");
        values.put("sentence", "Event evt_1 was given up.");
        values.put("number", "SU1");
        values.put("subject", "Ma lecture");
        values.put("message", "Bonjour,\nOù est-elle ?");
        values.put("email", ANNA);
        values.put("by", "Maya");
        values.put("answer", "Elle arrive demain.");
        return values;
    }

    private MimeMessage parsed() throws MessagingException {
        assertThat(server.mails()).hasSize(1);
        return new MimeMessage(Session.getInstance(new java.util.Properties()), new java.io.ByteArrayInputStream(
                server.mails().getFirst().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static String part(MimeMessage mail, int n) throws MessagingException, IOException {
        return String.valueOf(((MimeMultipart) mail.getContent()).getBodyPart(n).getContent());
    }
}
