package com.oraclelumira.api.status;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.security.Hashes;

/** The answers as they will be sent, made when something was looked at and not when somebody asks. */
@Startup
@Singleton
class StatusBoard {
    @CheckedTemplate(basePath = "pages", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Pages {
        static native TemplateInstance status(StatusPage page);

        private Pages() {}
    }

    /** UTF-8, and what tells it from the one before. */
    record Answer(byte[] body, EntityTag tag) {
        static Answer of(String text) {
            return new Answer(text.getBytes(StandardCharsets.UTF_8), new EntityTag(Hashes.sha256("status", text)));
        }
    }

    private record Shown(Map<Language, Answer> pages, Answer json) {}

    private final ObjectMapper json;
    private final Optional<String> support;
    private volatile Shown shown;

    StatusBoard(ObjectMapper json, @ConfigProperty(name = "lumira.mail.support") Optional<String> support,
            Clock clock) {
        this.json = json;
        this.support = support;
        show(Snapshot.first(clock.instant()));
    }

    void show(Snapshot snapshot) {
        var pages = new EnumMap<Language, Answer>(Language.class);
        for (var language : Language.values())
            pages.put(language,
                    Answer.of(Pages.status(new StatusPage(language, snapshot, support.orElse(""))).render()));
        shown = new Shown(pages, Answer.of(written(snapshot)));
    }

    private String written(Snapshot snapshot) {
        try {
            return json.writeValueAsString(StatusView.of(snapshot));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer page(Language language) {
        return shown.pages().get(language);
    }

    Answer json() {
        return shown.json();
    }
}
