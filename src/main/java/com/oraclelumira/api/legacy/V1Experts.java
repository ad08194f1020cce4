package com.oraclelumira.api.legacy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.bson.types.ObjectId;

import com.oraclelumira.api.experts.Expert;
import com.oraclelumira.api.experts.Expert.Role;
import com.oraclelumira.api.experts.Experts;
import com.oraclelumira.api.users.Email;

/** v1's experts, with the hashes of their passwords: they sign in as before. */
final class V1Experts {
    /** v1 made this account by itself, with a password that anybody could read in its source. */
    private static final String PUBLIC_PASSWORD = "expert@oraclelumira.com";
    private static final String BCRYPT = "$2";

    private final Experts experts;
    private final ImportReport report;
    private final Map<ObjectId, Expert> byV1Id = new HashMap<>();

    V1Experts(Experts experts, ImportReport report) {
        this.experts = experts;
        this.report = report;
    }

    void importFrom(V1Database v1) {
        v1.each("experts", account -> {
            report.count("experts.read");
            expert(account).ifPresentOrElse(this::store,
                    () -> report.odd("experts.without_address_or_password", account.id()));
        });
    }

    Optional<Expert> byV1Id(Optional<ObjectId> id) {
        return id.map(byV1Id::get);
    }

    private Optional<Expert> expert(V1Document account) {
        var email = Optional.ofNullable(account.text("email")).flatMap(Email::parse);
        var hash = account.text("password", "");
        if (email.isEmpty() || !hash.startsWith(BCRYPT))
            return Optional.empty();
        if (email.get().value().equals(PUBLIC_PASSWORD))
            report.odd("experts.public_password", account.id());
        var role = account.text("role", "expert");
        if (!role.equals("expert") && !role.equals("admin"))
            report.odd("experts.odd_role", account.id());
        var created = Optional.ofNullable(account.instant("createdAt"))
                .orElseGet(() -> Instant.ofEpochSecond(account.id().getTimestamp()));
        return Optional.of(new Expert(account.id(), email.get().value(), hash,
                account.text("name", email.get().localPart()), role.equals("admin") ? Role.ADMIN : Role.EXPERT,
                account.flag("isActive", true), account.instant("lastLogin"), null, created,
                Optional.ofNullable(account.instant("updatedAt")).orElse(created)));
    }

    private void store(Expert expert) {
        var known = experts.byId(expert.id()).or(() -> experts.byEmail(expert.email()));
        byV1Id.put(expert.id(), known.orElse(expert));
        if (known.isEmpty() && (report.dryRun() || experts.add(expert)))
            report.count("experts.imported");
        else if (known.isPresent() && known.get().id().equals(expert.id()))
            report.count("experts.unchanged");
        else
            report.odd("experts.same_address", expert.id());
    }
}
