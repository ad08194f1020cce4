package com.oraclelumira.api.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import org.bson.BsonDocument;
import org.bson.BsonValue;

import com.oraclelumira.api.store.Complete;

/**
 * What the application's own code asks of the database, each kind of question once, and the indexes that its migrations
 * made. Questions of the tests' are not kept: the place in the code is found on the asking thread's stack.
 */
@Singleton
public class IssuedQueries implements CommandListener {
    /** @param place the class of ours that asked; @param command as it went over the wire, a copy */
    public record Query(String place, String collection, String name, BsonDocument command) {}

    private static final Set<String> QUERIES = Set.of("find", "aggregate", "distinct", "findAndModify", "update",
            "delete", "count");
    private static final String BASE = "com.oraclelumira.api.";

    private final Map<String, Query> queries = new ConcurrentHashMap<>();
    private final Map<String, Set<List<String>>> indexes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> inMain = new ConcurrentHashMap<>();
    private volatile boolean listening;

    /** Everything asked while {@code work} runs, also by other threads. */
    public Collection<Query> during(Runnable work) {
        queries.clear();
        listening = true;
        try {
            work.run();
        } finally {
            listening = false;
        }
        return List.copyOf(queries.values());
    }

    /** The fields of each index, in order, {@code _id} aside. */
    public Set<List<String>> indexesOf(String collection) {
        return indexes.getOrDefault(collection, Set.of());
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var command = event.getCommand();
        var collection = command.get(event.getCommandName());
        if (collection == null || !collection.isString())
            return;
        if (event.getCommandName().equals("createIndexes"))
            command.getArray("indexes").forEach(
                    index -> indexes
                            .computeIfAbsent(collection.asString().getValue(), _ -> ConcurrentHashMap.newKeySet())
                            .add(new ArrayList<>(index.asDocument().getDocument("key").keySet())));
        else if (listening && QUERIES.contains(event.getCommandName()))
            place().ifPresent(place -> keep(place, collection.asString().getValue(), event.getCommandName(), command));
    }

    private void keep(String place, String collection, String name, BsonDocument command) {
        queries.computeIfAbsent(place + " " + name + " " + collection + " " + shape(command),
                _ -> new Query(place, collection, name, BsonDocument.parse(command.toJson())));
    }

    /** Names without values. */
    private static String shape(BsonValue value) {
        if (value.isArray())
            return value.asArray().stream().map(IssuedQueries::shape).distinct().toList().toString();
        if (!value.isDocument())
            return "?";
        var fields = new ArrayList<String>();
        value.asDocument().forEach((field, inner) -> fields.add(field + ":" + shape(inner)));
        return fields.toString();
    }

    private Optional<String> place() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(frame -> frame.getClassName().split("[$]|_Subclass|_ClientProxy")[0])
                        .filter(name -> name.startsWith(BASE) && !name.equals(Complete.class.getName()))
                        .filter(name -> inMain.computeIfAbsent(name, IssuedQueries::inMain))
                        .findFirst())
                .map(name -> name.substring(BASE.length()));
    }

    private static boolean inMain(String name) {
        return Files.exists(Path.of("src/main/java", name.replace('.', '/') + ".java"));
    }
}
