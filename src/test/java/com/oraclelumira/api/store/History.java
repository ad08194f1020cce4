package com.oraclelumira.api.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * The files of {@code src/test/resources/migrations}, one for each migration: {@code writtenBy} is the commit whose packaged
 * application wrote the data that the migration finds, {@code adds} the indexes that it adds, by collection, and
 * {@code writes} the values of fields that it replaces. What a commit wrote (a shop's orders, paid, refunded, free, delivered) is in {@code data}, documents by collection.
 */
final class History {
    private static final Path FOLDER = Path.of("src/test/resources/migrations");
    private static final JsonWriterSettings CANONICAL = JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED)
            .build();
    private static final Set<String> OF_THE_MIGRATIONS = Set.of("migrations", "leases");

    private History() {}

    static Document page(String migration) {
        return read(migration + ".json");
    }

    private static Document read(String file) {
        try {
            return Document.parse(Files.readString(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commit that wrote what the migration finds; empty when the first version of all brought it. */
    static Optional<String> writtenBy(String migration) {
        return Optional.of(page(migration).getString("writtenBy")).filter(commit -> !commit.startsWith("nothing: "));
    }

    /** The names of these files without their ending. */
    static Set<String> files(String folder) {
        try (var files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", "")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void fill(MongoDatabase database, String migration) {
        documents(migration).forEach((collection, all) -> database.getCollection(collection).insertMany(all));
    }

    private static Map<String, List<Document>> documents(String migration) {
        var documents = new TreeMap<String, List<Document>>();
        var data = writtenBy(migration).map(commit -> read("data/" + commit + ".json")).orElseGet(Document::new);
        data.keySet().forEach(collection -> documents.put(collection, data.getList(collection, Document.class)));
        return documents;
    }

    /** What the migration finds and these have gone over, as {@link #contents} gives it. */
    static Map<String, List<String>> data(String migration, List<Migration> gone) {
        var data = new TreeMap<String, List<String>>();
        documents(migration).forEach((collection, all) -> {
            gone.forEach(each -> write(each.id(), collection, all));
            data.put(collection, sorted(all));
        });
        return data;
    }

    private static void write(String migration, String collection, List<Document> documents) {
        for (var change : page(migration).getList("writes", Document.class, List.of()))
            documents.stream().filter(each -> change.getString("collection").equals(collection)
                    && change.get("from").equals(each.get(change.getString("field"))))
                    .forEach(each -> each.put(change.getString("field"), change.get("to")));
    }

    /** All documents but those about the migrations themselves. */
    static Map<String, List<String>> contents(MongoDatabase database) {
        var contents = new TreeMap<String, List<String>>();
        for (var collection : collections(database)) {
            var all = database.getCollection(collection).find().into(new ArrayList<>());
            if (!all.isEmpty())
                contents.put(collection, sorted(all));
        }
        return contents;
    }

    private static List<String> sorted(List<Document> documents) {
        return documents.stream().map(each -> each.toJson(CANONICAL)).sorted().toList();
    }

    /** {@code field:1,other:-1 unique sparse}, for each index but that of the ids. */
    static Map<String, List<String>> indexes(MongoDatabase database) {
        var indexes = new TreeMap<String, List<String>>();
        for (var collection : collections(database)) {
            var all = database.getCollection(collection).listIndexes().map(History::described).into(new ArrayList<>());
            all.remove("_id:1");
            if (!all.isEmpty())
                indexes.put(collection, all.stream().sorted().toList());
        }
        return indexes;
    }

    private static List<String> collections(MongoDatabase database) {
        return database.listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name -> !OF_THE_MIGRATIONS.contains(name) && !name.startsWith("system.")).sorted().toList();
    }

    private static String described(Document index) {
        var key = index.get("key", Document.class);
        var fields = key.entrySet().stream()
                .map(field -> field.getKey() + ":" + ((Number) field.getValue()).intValue()).toList();
        return String.join(",", fields) + (index.getBoolean("unique", false) ? " unique" : "")
                + (index.getBoolean("sparse", false) ? " sparse" : "");
    }

    /** What {@code after} has and {@code before} had not. */
    static Document added(Map<String, List<String>> before, Map<String, List<String>> after) {
        var added = new Document();
        after.forEach((collection, indexes) -> {
            var more = indexes.stream().filter(each -> !before.getOrDefault(collection, List.of()).contains(each))
                    .toList();
            if (!more.isEmpty())
                added.append(collection, more);
        });
        return added;
    }

    /** The values of one that are not in the other, with their paths. */
    static Stream<String> lost(String path, Object before, Object now) {
        if (before instanceof Document one && now instanceof Document other)
            return one.entrySet().stream().flatMap(
                    field -> lost(path + "." + field.getKey(), field.getValue(), other.get(field.getKey())));
        if (before instanceof List<?> one && now instanceof List<?> other && one.size() == other.size())
            return IntStream.range(0, one.size()).boxed()
                    .flatMap(n -> lost(path + "[" + n + "]", one.get(n), other.get(n)));
        return Objects.equals(before, now) ? Stream.empty() : Stream.of(path + ": " + before);
    }
}
