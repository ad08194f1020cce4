package com.oraclelumira.sandbox.mongo;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import com.mongodb.client.MongoClient;
import org.bson.BsonDocument;
import org.bson.Document;

/**
 * {@code mongorestore --config FILE --archive[=FILE] --gzip --nsInclude 'a.*' --nsFrom 'a.*' --nsTo 'b.*' --stopOnError}:
 * documents, then indexes. Patterns are a database's name and {@code .*}. Ends with 1 at the first thing that is wrong.
 */
public final class MongorestoreMain {
    private static final int BATCH = 200;

    private final MongoClient client;
    private final String from;
    private final String to;
    private final Map<String, List<Document>> indexes = new HashMap<>();
    private final Map<String, Archive.Crc> sums = new HashMap<>();
    private long restored;

    private MongorestoreMain(MongoClient client, ToolOptions options) {
        this.client = client;
        from = options.value("nsFrom").replace(".*", "");
        to = options.value("nsTo").replace(".*", "");
        if (!options.value("nsInclude").equals(options.value("nsFrom")))
            throw new IllegalArgumentException("the stand-in restores what it renames");
    }

    public static void main(String[] arguments) throws IOException {
        var options = new ToolOptions(arguments);
        try (var client = options.connect(); var in = input(options)) {
            var run = new MongorestoreMain(client, options);
            run.head(in);
            run.body(in);
            run.build();
            System.err.println(run.restored
                    + " document(s) restored successfully. 0 document(s) failed to restore.");
        }
    }

    private static InputStream input(ToolOptions options) throws IOException {
        var file = options.value("archive");
        var in = new BufferedInputStream(file.isEmpty() ? System.in : new FileInputStream(file));
        return options.has("gzip") ? new GZIPInputStream(in) : in;
    }

    private void head(InputStream in) throws IOException {
        if (Archive.readInt(in) != Archive.MAGIC)
            throw new IOException("stream or file does not appear to be a mongodump archive");
        Archive.read(in);
        for (var bytes = Archive.read(in); bytes != null; bytes = Archive.read(in)) {
            var metadata = Archive.document(bytes);
            if (metadata.getString("db").getValue().equals(from))
                indexes.put(metadata.getString("collection").getValue(), Document
                        .parse(metadata.getString("metadata").getValue()).getList("indexes", Document.class));
        }
    }

    private void body(InputStream in) throws IOException {
        while (in.available() > 0) {
            var bytes = Archive.read(in);
            if (bytes == null)
                throw new IOException("the archive has no header where one belongs");
            var header = Archive.document(bytes);
            var name = header.getString("collection").getValue();
            var crc = sums.computeIfAbsent(name, _ -> new Archive.Crc());
            block(in, name, crc);
            if (header.getBoolean("EOF").getValue() && header.getInt64("CRC").getValue() != crc.value())
                throw new IOException("the checksum of " + name + " is wrong");
        }
    }

    private void block(InputStream in, String name, Archive.Crc crc) throws IOException {
        var batch = new ArrayList<BsonDocument>();
        for (var bytes = Archive.read(in); bytes != null; bytes = Archive.read(in)) {
            crc.add(bytes);
            batch.add(Archive.document(bytes));
            if (batch.size() == BATCH)
                insert(name, batch);
        }
        insert(name, batch);
    }

    private void insert(String name, List<BsonDocument> batch) {
        if (batch.isEmpty())
            return;
        client.getDatabase(to).getCollection(name, BsonDocument.class).insertMany(batch);
        restored += batch.size();
        batch.clear();
    }

    private void build() {
        var database = client.getDatabase(to);
        indexes.forEach((name, found) -> {
            var own = found.stream().filter(index -> !"_id_".equals(index.getString("name"))).toList();
            if (!own.isEmpty())
                database.runCommand(new Document("createIndexes", name).append("indexes", own));
        });
    }
}
