package com.oraclelumira.api.audit;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import org.bson.types.ObjectId;

/** What a line of the trail is about, written one way by everybody, so that it is found again. */
public final class Subject {
    private Subject() {}

    public static String order(ObjectId id) {
        return "order:" + id.toHexString();
    }

    public static String client(ObjectId id) {
        return "client:" + id.toHexString();
    }

    public static String file(String key) {
        return "file:" + key;
    }

    /** The ids of the orders or clients on one page of a list, for its line's detail. */
    public static String ids(Collection<ObjectId> ids) {
        return ids.stream().map(ObjectId::toHexString).collect(Collectors.joining(",", "ids=", ""));
    }

    /** What somebody may mean who asks about this: a bare id is an order's or a client's, a key is a file's. */
    static List<String> meant(String subject) {
        return ObjectId.isValid(subject)
                ? List.of(order(new ObjectId(subject)), client(new ObjectId(subject)))
                : List.of(subject, file(subject));
    }
}
