package com.oraclelumira.api.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/**
 * The indexes that all migrations of this version leave in a new shop (resource {@code indexes.txt}, which a test holds
 * against them) and those that a database has. DB-2
 */
@Singleton
public class IndexList {
    private static final String FILE = "/indexes.txt";

    private final MongoDatabase database;

    IndexList(MongoDatabase database) {
        this.database = database;
    }

    /** A line each: {@code orders: buyer.email 1, createdAt -1; unique sparse}. */
    public static List<String> expected() {
        try (var in = new BufferedReader(new InputStreamReader(IndexList.class.getResourceAsStream(FILE),
                StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the same words, those of {@code _id} aside; whoever named them, and what else they are, does not matter. */
    public List<String> present() {
        var found = new TreeSet<String>();
        for (var collection : database.listCollectionNames())
            if (!collection.startsWith("system."))
                database.getCollection(collection).listIndexes().forEach(index -> found.add(line(collection, index)));
        found.removeIf(line -> line.contains(": _id 1;"));
        return List.copyOf(found);
    }

    private static String line(String collection, Document index) {
        var fields = index.get("key", Document.class).entrySet().stream()
                .map(field -> field.getKey() + " " + (field.getValue() instanceof Number n
                        ? n.intValue()
                        : field
                                .getValue()))
                .collect(Collectors.joining(", "));
        var kinds = new ArrayList<String>();
        for (var kind : List.of("unique", "sparse"))
            if (Boolean.TRUE.equals(index.get(kind)))
                kinds.add(kind);
        return collection + ": " + fields + ";" + (kinds.isEmpty() ? "" : " " + String.join(" ", kinds));
    }
}
