package com.oraclelumira.sandbox.stripe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The objects of one kind, in order of creation. A stored node is never changed, only replaced by a changed copy:
 * so an event may hold the node itself as its snapshot, and an answer may be written outside the lock.
 * Guarded by the lock of {@link SandboxState}.
 */
final class Shelf {
    private final int keep;
    private final LinkedHashMap<String, ObjectNode> objects = new LinkedHashMap<>();
    private long version;

    /** @param keep how many objects are kept; beyond that the oldest is forgotten (long load tests) */
    Shelf(int keep) {
        this.keep = keep;
    }

    Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(objects.get(id));
    }

    ObjectNode put(ObjectNode object) {
        version++;
        objects.put(object.get("id").textValue(), object);
        if (objects.size() > keep) {
            objects.pollFirstEntry();
        }
        return object;
    }

    ObjectNode change(String id, Consumer<ObjectNode> change) {
        ObjectNode copy = objects.get(id).deepCopy();
        change.accept(copy);
        version++;
        objects.put(id, copy);
        return copy;
    }

    void remove(String id) {
        version++;
        objects.remove(id);
    }

    /** Oldest first. */
    List<ObjectNode> all() {
        return new ArrayList<>(objects.values());
    }

    List<ObjectNode> newestFirst() {
        return new ArrayList<>(objects.sequencedValues().reversed());
    }

    /** Grows with each change. */
    long version() {
        return version;
    }
}
