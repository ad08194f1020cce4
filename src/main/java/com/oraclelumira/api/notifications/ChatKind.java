package com.oraclelumira.api.notifications;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

import com.oraclelumira.api.notifications.AlertChannel.Standing;

/**
 * The chats that can be told. Every part of a message is far below what its chat takes, because {@link AlertSentence} cuts
 * first: Slack 150 characters in a header and 3,000 in a section, Discord 256 in a title and 4,096 in a description, Teams
 * 28 KB in all. What we say is plain text everywhere: it mentions nobody and links to nothing.
 */
enum ChatKind {
    /** Incoming webhook, Block Kit. */
    SLACK {
        @Override
        Map<String, Object> payload(ChatNotice notice) {
            return Map.of("text", escaped(notice.title() + ": " + notice.text()), "blocks", List.of(
                    Map.of("type", "header", "text", plain(notice.title())),
                    Map.of("type", "section", "text", plain(notice.text())),
                    Map.of("type", "context", "elements", List.of(plain(notice.footer())))));
        }

        /** Checked after the address is: 400 {@code no_text} from a webhook that exists, 403, 404 or 410 from one that does not. */
        @Override
        HttpRequest.Builder question(HttpRequest.Builder webhook) {
            return webhook.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"));
        }

        @Override
        String questionInWords() {
            return "a message without text";
        }

        @Override
        Standing standing(int status) {
            return status == 400 ? Standing.KNOWN : Standing.GONE;
        }

        private static Map<String, Object> plain(String text) {
            return Map.of("type", "plain_text", "text", text);
        }

        /** The text of the notification is read as markup, and the three characters that make any are its own. */
        private static String escaped(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    },
    /** Webhook of a channel. */
    DISCORD {
        private static final int RED = 0xd92d20;
        private static final int GREEN = 0x079455;

        @Override
        Map<String, Object> payload(ChatNotice notice) {
            return Map.of("content", notice.title(), "allowed_mentions", Map.of("parse", List.of()), "embeds",
                    List.of(Map.of("title", notice.name(), "description", notice.text(), "color",
                            notice.over() ? GREEN : RED, "footer", Map.of("text", notice.footer()))));
        }

        /** A webhook shows itself to who has its address. */
        @Override
        Standing standing(int status) {
            return status == 200 ? Standing.KNOWN : Standing.GONE;
        }
    },
    /** Workflow "when a Teams webhook request is received": one Adaptive Card. */
    TEAMS {
        @Override
        Map<String, Object> payload(ChatNotice notice) {
            var card = Map.of("$schema", "http://adaptivecards.io/schemas/adaptive-card.json", "type", "AdaptiveCard",
                    "version", "1.4", "body",
                    List.of(Map.of("type", "TextBlock", "text", notice.title(), "weight", "Bolder", "size", "Medium",
                            "wrap", true, "color", notice.over() ? "Good" : "Attention"),
                            // a run is plain, where a text block would read markup
                            Map.of("type", "RichTextBlock", "inlines",
                                    List.of(Map.of("type", "TextRun", "text", notice.text()))),
                            Map.of("type", "RichTextBlock", "inlines", List.of(Map.of("type", "TextRun", "text",
                                    notice.footer(), "size", "Small", "isSubtle", true)))));
            return Map.of("type", "message", "attachments",
                    List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
        }

        /** A workflow runs at every POST and says nothing to others. */
        @Override
        Standing standing(int status) {
            return Standing.UNCERTAIN;
        }
    };

    /** A call that no chat turns into a message. */
    HttpRequest.Builder question(HttpRequest.Builder webhook) {
        return webhook.GET();
    }

    String questionInWords() {
        return "GET";
    }

    /** What an answer below 500 to that call means. */
    abstract Standing standing(int status);

    /** The JSON that this chat reads. */
    abstract Map<String, Object> payload(ChatNotice notice);
}
