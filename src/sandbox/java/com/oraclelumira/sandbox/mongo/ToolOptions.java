package com.oraclelumira.sandbox.mongo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

/** The flags of MongoDB's tools that the project's scripts use; any other ends the tool, as a misspelt one would. */
final class ToolOptions {
    private static final Set<String> WITH_VALUE = Set.of("config", "db", "nsInclude", "nsFrom", "nsTo");
    private static final Set<String> FLAGS = Set.of("gzip", "stopOnError", "drop");

    private final Map<String, String> given = new HashMap<>();

    ToolOptions(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            var parts = arguments[i].split("=", 2);
            var name = parts[0].startsWith("--") ? parts[0].substring(2) : parts[0];
            if (name.equals("archive") || FLAGS.contains(name))
                given.put(name, parts.length == 2 ? parts[1] : "");
            else if (WITH_VALUE.contains(name) && (parts.length == 2 || i + 1 < arguments.length))
                given.put(name, parts.length == 2 ? parts[1] : arguments[++i]);
            else
                throw new IllegalArgumentException(
                        "error parsing command line options: unknown option \"" + name + "\"");
        }
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /** Empty when it is not given. */
    String value(String name) {
        return given.getOrDefault(name, "");
    }

    /** To where {@code --config} says: a YAML file with the line {@code uri: "mongodb://…"}. */
    MongoClient connect() throws IOException {
        var line = Files.readAllLines(Path.of(value("config"))).stream().filter(each -> each.startsWith("uri:"))
                .findFirst().orElseThrow();
        return MongoClients.create(line.replaceFirst("uri:\\s*\"(.*)\"\\s*", "$1"));
    }
}
