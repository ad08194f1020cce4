package com.oraclelumira.api.notifications;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.restassured.path.json.JsonPath;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Held to what the three document. Slack: text 40,000, header 150, section 3,000, 50 blocks. Discord: content 2,000, title
 * 256, description 4,096, footer 2,048. Teams: 28 KB.
 */
@Tag("COM-5")
class ChatKindTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String WORST = "<!channel> @everyone &&& **x** [a](http://b) 💥 \"\\\n".repeat(200);

    @Test
    void slack_gets_blocks_within_its_limits_that_mention_nobody() {
        var message = sent(ChatKind.SLACK, WORST);
        assertThat(message.getString("text")).hasSizeLessThan(4_000).doesNotContain("<!channel>")
                .contains("&lt;!channel&gt;");
        assertThat(message.getList("blocks.type")).containsExactly("header", "section", "context");
        assertThat(message.getString("blocks[0].text.text")).hasSizeLessThanOrEqualTo(150)
                .isEqualTo("🔴 EventDead (production)");
        assertThat(message.getString("blocks[1].text.text")).hasSizeLessThanOrEqualTo(3_000);
        assertThat(message.getList("blocks.text.type", String.class)).filteredOn(type -> type != null)
                .containsOnly("plain_text");
        assertThat(message.getString("blocks[2].elements[0].text")).contains(
                "what to do: docs/runbook/alerts/EventDead.md in the API's repository");
    }

    @Test
    void discord_gets_an_embed_within_its_limits_that_mentions_nobody() {
        var message = sent(ChatKind.DISCORD, WORST);
        assertThat(message.getString("content")).hasSizeLessThanOrEqualTo(2_000);
        assertThat(message.getList("allowed_mentions.parse")).isEmpty();
        assertThat(message.getString("embeds[0].title")).hasSizeLessThanOrEqualTo(256);
        assertThat(message.getString("embeds[0].description")).hasSizeLessThanOrEqualTo(4_096);
        assertThat(message.getString("embeds[0].footer.text")).hasSizeLessThanOrEqualTo(2_048);
        assertThat(message.getInt("embeds[0].color")).isBetween(0, 0xffffff);
    }

    @Test
    void teams_gets_one_adaptive_card_in_a_message() {
        var message = sent(ChatKind.TEAMS, WORST);
        assertThat(message.getString("type")).isEqualTo("message");
        assertThat(message.getString("attachments[0].contentType"))
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(message.getString("attachments[0].content.type")).isEqualTo("AdaptiveCard");
        assertThat(message.getList("attachments[0].content.body.type")).containsExactly("TextBlock", "RichTextBlock",
                "RichTextBlock");
    }

    @ParameterizedTest
    @EnumSource
    void the_longest_message_is_far_below_28_kilobytes(ChatKind kind) {
        try (var chat = new TeamChat()) {
            post(chat, kind, WORST, true);
            assertThat(chat.raw().getFirst().getBytes(StandardCharsets.UTF_8).length).isLessThan(8_000);
            assertThat(chat.raw().getFirst()).contains("✅").doesNotContain("🔴");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-8")
    void nobody_s_address_phone_or_token_reaches_a_chat(ChatKind kind) {
        var token = "a1B2".repeat(12);
        try (var chat = new TeamChat()) {
            post(chat, kind, "dup key: { email: \"anna.essai@example.com\" } +33 6 12 34 56 78 0612345678 " + token,
                    false);
            assertThat(chat.raw().getFirst()).contains("dup key").doesNotContain("anna", "example.com", "12 34",
                    "0612345678", token);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Order LU2611250001, re_3Q0123456789abcdefABCDEF: a refund failed of 4700 cents.",
            "Event evt_3Q0123456789abcdefABCDEF (payment_intent.succeeded, payment pi_3Q0123456789abcdefABCDEF) cannot be "
                    + "applied: no order after a day.",
            "Order LU2611250001 still owes paid after 10 attempts: StripeUnavailable."})
    void what_the_team_needs_to_act_stays(String sentence) {
        assertThat(AlertSentence.of(sentence)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @EnumSource
    void the_variable_names_the_chat_in_small_letters(ChatKind kind) {
        var config = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(AlertConfig.class)
                .withDefaultValue("lumira.alerts.webhook-url", "https://hooks.example.net/x")
                .withDefaultValue("lumira.alerts.webhook-kind", kind.name().toLowerCase(Locale.ROOT)).build();
        assertThat(config.getConfigMapping(AlertConfig.class).webhookKind()).contains(kind);
    }

    private static JsonPath sent(ChatKind kind, String sentence) {
        try (var chat = new TeamChat()) {
            post(chat, kind, sentence, false);
            return chat.messages().getFirst();
        }
    }

    private static void post(TeamChat chat, ChatKind kind, String sentence, boolean over) {
        new AlertChat(chat.config(kind), new ObjectMapper(), new SimpleMeterRegistry()).post(
                new ChatNotice("production", "EventDead", AlertSentence.of(sentence), over, 3, NOON));
    }
}
