package com.oraclelumira.api.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Tells a test of every step that its thread's work takes in the database, right after the database has taken it. Only
 * such a step outlives a process, so an accident between two of them is the same wherever it happens: the steps are all
 * the places that there are, and code that is written tomorrow brings its own. No production code knows of this: the
 * framework hands every bean of this type to the driver.
 */
@Singleton
public class StoreSteps implements CommandListener {
    private final ThreadLocal<Consumer<String>> watchers = new ThreadLocal<>();
    private final Map<String, BsonValue> concerns = new ConcurrentHashMap<>();
    private final ThreadLocal<String> current = new ThreadLocal<>();

    /**
     * Runs {@code work} and tells {@code watcher} of each of its steps ({@code "update orders"}). What the watcher does
     * itself is not told; what it throws ends the work, if it is an Error.
     */
    public void during(Runnable work, Consumer<String> watcher) {
        watchers.set(watcher);
        try {
            work.run();
        } finally {
            watchers.remove();
        }
    }

    /** A step that others can see without looking into the database, such as an answer. */
    public void reached(String step) {
        var watcher = watchers.get();
        if (watcher == null)
            return;
        watchers.remove();
        watcher.accept(step);
        watchers.set(watcher);
    }

    /** What the last step of this name asked of the server before it answered; {@code null} when there was none. */
    public BsonValue writeConcernOf(String step) {
        return concerns.get(step);
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        current.set(name(event) + " " + collection(event.getCommand().get(event.getCommandName())));
        if (event.getCommand().containsKey("writeConcern"))
            concerns.put(current.get(), event.getCommand().get("writeConcern"));
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        reached(current.get());
    }

    /** MongoDB's own, but for an update that may insert. */
    private static String name(CommandStartedEvent event) {
        var first = event.getCommandName().equals("update")
                ? event.getCommand().getArray("updates").getFirst().asDocument()
                : new BsonDocument();
        return first.getBoolean("upsert", BsonBoolean.FALSE).getValue() ? "upsert" : event.getCommandName();
    }

    private static String collection(BsonValue name) {
        return name != null && name.isString() ? name.asString().getValue() : "";
    }
}
