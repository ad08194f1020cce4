package com.oraclelumira.api.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import org.bson.BsonString;

import com.oraclelumira.api.tracing.Span;
import com.oraclelumira.api.tracing.Traces;

/** Commands to MongoDB as spans of the request or job that waits for them: name and collection, never what was asked for. */
@Singleton
class MongoSpans implements CommandListener {
    /** Far more than there are connections: a driver that lost count must not cost memory. */
    private static final int MOST_UNDER_WAY = 5_000;

    private final Traces traces;
    private final Map<Integer, Span> underWay = new ConcurrentHashMap<>();

    MongoSpans(Traces traces) {
        this.traces = traces;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (!traces.on() || underWay.size() >= MOST_UNDER_WAY)
            return;
        var command = event.getCommandName();
        var collection = event.getCommand().get(command) instanceof BsonString named ? named.getValue() : "";
        underWay.put(event.getRequestId(),
                traces.call((command + " " + collection).strip()).with("db.system.name", "mongodb")
                        .with("db.operation.name", command).with("db.collection.name", collection));
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        ended(event.getRequestId(), false);
    }

    @Override
    public void commandFailed(CommandFailedEvent event) {
        ended(event.getRequestId(), true);
    }

    private void ended(int requestId, boolean failed) {
        if (!traces.on())
            return;
        var span = underWay.remove(requestId);
        if (span != null)
            span.end(failed);
    }
}
