package com.oraclelumira.api.ops;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.http.OneLine;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.security.TokenIssuer;

/**
 * {@code admin-token --for NAME [--minutes 15]}: break-glass access for who can run a command inside the container. It
 * prints the token and nothing else; that it was issued is on the audit trail, because what a command prints is in no log.
 */
@Singleton
class AdminTokenCommand implements OperatorCommand {
    private static final int LONGEST_MINUTES = 60;

    private final TokenIssuer tokens;
    private final AuditTrail audit;

    AdminTokenCommand(TokenIssuer tokens, AuditTrail audit) {
        this.tokens = tokens;
        this.audit = audit;
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
        audit.record("command", "admin_token.issued", "admin:" + OneLine.of(name), "minutes=" + minutes);
        return List.of(tokens.desk(name, Set.of(Roles.EXPERT, Roles.ADMIN), Duration.ofMinutes(minutes)));
    }
}
