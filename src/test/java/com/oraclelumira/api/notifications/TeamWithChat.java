package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import org.bson.Document;

/** A team that has a chat, beside an application that has none: what is raised to it, and what its chat heard over a socket. */
public final class TeamWithChat implements AutoCloseable {
    private final TeamChat chat = new TeamChat();
    private final RaisedAlerts raised = bean(RaisedAlerts.class);
    private final Alerts alerts;
    private final AlertWorker worker;

    public TeamWithChat() {
        raised.mongoCollection().deleteMany(new Document());
        var way = new AlertChat(chat.config(ChatKind.SLACK), bean(ObjectMapper.class), bean(MeterRegistry.class));
        alerts = new Alerts(bean(Outbox.class), raised, way, bean(MailConfig.class), bean(MeterRegistry.class),
                "production", bean(Clock.class));
        worker = new AlertWorker(raised, way, "production", bean(Clock.class));
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }

    public Alerts alerts() {
        return alerts;
    }

    /** Titles, oldest first, with all that is due by now: {@code 🔴 EventDead (production)}. */
    public List<String> heard() {
        worker.poll();
        return chat.messages().stream().map(message -> message.getString("blocks[0].text.text")).toList();
    }

    @Override
    public void close() {
        raised.mongoCollection().deleteMany(new Document());
        chat.close();
    }
}
