package com.oraclelumira.sandbox.stripe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Keeps the account in a file, so that a restarted shop finds its payments again. A crash loses the last second. */
final class StateFile implements AutoCloseable {
    private static final long SAVE_EVERY_MILLIS = 1_000;

    /** The file's content. */
    record Saved(Map<Kind, List<ObjectNode>> objects, Map<String, DeliveryLog> deliveries,
            Map<String, IdempotencyKeys.Saved> keys) {}

    private final Path file;
    private final SandboxState state;
    private final IdempotencyKeys keys;
    private Thread saver = Thread.currentThread();
    private long savedVersion = -1;

    StateFile(Path file, SandboxState state, IdempotencyKeys keys) {
        this.file = file.toAbsolutePath();
        this.state = state;
        this.keys = keys;
    }

    /** Loads what there is, then saves in the background whenever something has changed. */
    void open() {
        if (Files.exists(file)) {
            try {
                Saved saved = Json.MAPPER.readValue(file.toFile(), Saved.class);
                state.restore(saved.objects(), saved.deliveries());
                keys.restore(saved.keys());
            } catch (IOException e) {
                throw new UncheckedIOException("The sandbox's state file cannot be read; delete it to start afresh", e);
            }
        }
        saver = Thread.ofVirtual().name("sandbox-state").start(this::keepSaving);
    }

    private void keepSaving() {
        try {
            while (true) {
                Thread.sleep(SAVE_EVERY_MILLIS);
                save();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void save() {
        long version = state.version() + keys.version();
        if (version != savedVersion) {
            write(state.locked(this::content));
            savedVersion = version;
        }
    }

    private Saved content() {
        var objects = new EnumMap<Kind, List<ObjectNode>>(Kind.class);
        for (Kind kind : Kind.values()) {
            objects.put(kind, state.shelf(kind).all());
        }
        return new Saved(objects, state.deliveryLogs(), keys.snapshot());
    }

    /** To a second file first, so that a crash leaves the old state or the new one, never half of it. */
    private void write(Saved content) {
        try {
            Path half = file.resolveSibling(file.getFileName() + ".new");
            Files.createDirectories(file.getParent());
            Json.MAPPER.writeValue(half.toFile(), content);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        saver.interrupt();
        save();
    }
}
