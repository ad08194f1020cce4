package com.oraclelumira.sandbox.mongo;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;

import com.mongodb.client.MongoDatabase;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** {@code mongodump --config FILE --db NAME --archive[=FILE] --gzip}: one database, to a file or standard output. */
public final class MongodumpMain {
    private static final JsonWriterSettings CANONICAL = JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED)
            .build();

    private MongodumpMain() {}

    public static void main(String[] arguments) throws IOException {
        var options = new ToolOptions(arguments);
        try (var client = options.connect(); var out = output(options)) {
            dump(client.getDatabase(options.value("db")), out);
        }
    }

    private static OutputStream output(ToolOptions options) throws IOException {
        var file = options.value("archive");
        var out = new BufferedOutputStream(file.isEmpty() ? System.out : new FileOutputStream(file));
        return options.has("gzip") ? new GZIPOutputStream(out) : out;
    }

    private static void dump(MongoDatabase database, OutputStream out) throws IOException {
        var names = database.listCollectionNames().into(new ArrayList<>());
        Archive.writeInt(out, Archive.MAGIC);
        Archive.write(out, new BsonDocument("concurrent_collections", new BsonInt32(1))
                .append("version", new BsonString("0.1")).append("server_version", new BsonString("stand-in"))
                .append("tool_version", new BsonString("stand-in")));
        for (var name : names)
            Archive.write(out, metadata(database, name));
        Archive.endBlock(out);
        for (var name : names)
            documents(database, name, out);
    }

    private static BsonDocument metadata(MongoDatabase database, String name) {
        var indexes = database.getCollection(name).listIndexes().into(new ArrayList<>());
        var json = new Document("indexes", indexes).append("uuid", "").append("collectionName", name)
                .append("type", "collection").toJson(CANONICAL);
        return namespace(database, name).append("metadata", new BsonString(json)).append("size", new BsonInt32(0))
                .append("type", new BsonString("collection"));
    }

    private static void documents(MongoDatabase database, String name, OutputStream out) throws IOException {
        var crc = new Archive.Crc();
        long count = 0;
        Archive.write(out, header(database, name, false, 0));
        try (var found = database.getCollection(name, BsonDocument.class).find().iterator()) {
            for (; found.hasNext(); count++)
                crc.add(Archive.write(out, found.next()));
        }
        Archive.endBlock(out);
        Archive.write(out, header(database, name, true, crc.value()));
        Archive.endBlock(out);
        System.err.println("done dumping " + database.getName() + "." + name + " (" + count + " documents)");
    }

    private static BsonDocument header(MongoDatabase database, String name, boolean end, long crc) {
        return namespace(database, name).append("EOF", BsonBoolean.valueOf(end)).append("CRC", new BsonInt64(crc));
    }

    private static BsonDocument namespace(MongoDatabase database, String name) {
        return new BsonDocument("db", new BsonString(database.getName())).append("collection", new BsonString(name));
    }
}
