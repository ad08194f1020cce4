package com.oraclelumira.api.ops;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;

import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.security.TokenIssuer;

/** {@code admin-token --for NAME [--minutes 15]}: break-glass access for who can run a command inside the container. */
@Singleton
class AdminTokenCommand implements OperatorCommand {
    private static final int LONGEST_MINUTES = 60;

    private final TokenIssuer tokens;

    AdminTokenCommand(TokenIssuer tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "admin-token";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        var name = options.get("for");
        int minutes = Integer.parseInt(options.getOrDefault("minutes", "15"));
        if (name == null || minutes < 1 || minutes > LONGEST_MINUTES)
            throw new IllegalArgumentException("usage: admin-token --for NAME [--minutes 1..60]");
        Log.errorf("admin_token.issued for=%s minutes=%d", name.replaceAll("\\W", "_"), minutes);
        return List.of(tokens.desk(name, Set.of(Roles.EXPERT, Roles.ADMIN), Duration.ofMinutes(minutes)));
    }
}
