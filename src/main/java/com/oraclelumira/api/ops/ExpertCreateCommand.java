package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.oraclelumira.api.experts.Expert.Role;
import com.oraclelumira.api.experts.ExpertAccounts;
import com.oraclelumira.api.experts.NewExpert;

/** {@code expert-create --email A --name N [--role expert|admin] [--password stdin]}: prints a generated password once. */
@Singleton
class ExpertCreateCommand implements OperatorCommand {
    private final ExpertAccounts accounts;

    ExpertCreateCommand(ExpertAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "expert-create";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        var role = options.getOrDefault("role", Role.EXPERT.id());
        if (options.get("email") == null || options.get("name") == null || !List.of("expert", "admin").contains(role))
            throw new IllegalArgumentException(
                    "usage: expert-create --email ADDRESS --name NAME [--role expert|admin] [--password stdin]");
        var password = PasswordInput.of(options);
        var wanted = NewExpert.of(options.get("email"), options.get("name"),
                role.equals("admin") ? Role.ADMIN : Role.EXPERT);
        return PasswordInput.shown("Created", accounts.create(wanted, password, "command"));
    }
}
