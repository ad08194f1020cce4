package com.oraclelumira.sandbox.mongo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;

/**
 * The embedded server with what a container's setup needs besides: {@code hello}, users, and SCRAM-SHA-256. Whoever has
 * signed in may do everything: roles are taken and not held to.
 */
final class GuardedBackend extends H2Backend {
    /** Before a sign-in, as at a real server. */
    private static final Set<String> OPEN = Set.of("hello", "ismaster", "isMaster", "ping", "buildInfo", "buildinfo",
            "saslStart", "saslContinue", "endSessions", "connectionStatus", "getParameter", "whatsmyuri");
    private static final int UNAUTHORIZED = 13;
    private static final int AUTHENTICATION_FAILED = 18;

    private final Users users;
    private final Map<Channel, Scram> conversations = new ConcurrentHashMap<>();
    private final Set<Channel> signedIn = ConcurrentHashMap.newKeySet();

    GuardedBackend(String file, Users users) {
        super(file);
        this.users = users;
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (!OPEN.contains(command) && !users.none() && !signedIn.contains(channel))
            throw new MongoServerError(UNAUTHORIZED, "Unauthorized", "command " + command + " requires authentication");
        return switch (command) {
            case "hello", "ismaster", "isMaster" -> hello(super.handleCommand(channel, database, "ismaster", query));
            case "saslStart" -> answer(begin(channel, payload(query)), false);
            case "saslContinue" -> proceed(channel, payload(query));
            case "createUser" -> create((String) query.get(command), (String) query.get("pwd"));
            case "usersInfo" -> info(query.get(command));
            case "createRole", "grantRolesToUser" -> new Document("ok", 1.0);
            default -> super.handleCommand(channel, database, command, query);
        };
    }

    @Override
    public void handleClose(Channel channel) {
        conversations.remove(channel);
        signedIn.remove(channel);
        super.handleClose(channel);
    }

    /** Drivers differ in how they mark bytes. */
    private static byte[] payload(Document query) {
        return query.get("payload") instanceof BinData data ? data.getData() : (byte[]) query.get("payload");
    }

    private static Document hello(Document answer) {
        return answer.append("isWritablePrimary", true).append("helloOk", true).append("saslSupportedMechs",
                List.of("SCRAM-SHA-256"));
    }

    private byte[] begin(Channel channel, byte[] message) {
        var scram = new Scram(message, users);
        conversations.put(channel, scram);
        return scram.challenge();
    }

    private Document proceed(Channel channel, byte[] message) {
        if (message.length == 0)
            return answer(message, true);
        var proof = conversations.get(channel).verify(message).orElseThrow(
                () -> new MongoServerError(AUTHENTICATION_FAILED, "AuthenticationFailed", "Authentication failed."));
        signedIn.add(channel);
        return answer(proof, false);
    }

    /** Without {@code done} a client sends one more, empty, message; each driver may. */
    private static Document answer(byte[] payload, boolean done) {
        return new Document("conversationId", 1).append("done", done).append("payload", new BinData(payload))
                .append("ok", 1.0);
    }

    private Document create(String name, String password) {
        users.add(name, password);
        return new Document("ok", 1.0);
    }

    private Document info(Object asked) {
        var name = asked instanceof Document document ? (String) document.get("user") : String.valueOf(asked);
        var found = users.passwordOf(name).map(_ -> new Document("user", name).append("db", "admin"));
        return new Document("users", found.stream().toList()).append("ok", 1.0);
    }
}
