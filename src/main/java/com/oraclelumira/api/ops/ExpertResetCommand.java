package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.bson.types.ObjectId;

import com.oraclelumira.api.experts.ExpertAccounts;
import com.oraclelumira.api.experts.Experts;

/** {@code expert-reset --email A [--password stdin]}: a new password, the account enabled, every session ended. */
@Singleton
class ExpertResetCommand extends ExpertChangeCommand {
    private final ExpertAccounts accounts;

    ExpertResetCommand(Experts experts, ExpertAccounts accounts) {
        super(experts);
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "expert-reset";
    }

    @Override
    List<String> change(ObjectId id, Map<String, String> options) {
        var changed = accounts.resetPassword(id, PasswordInput.of(options), "command");
        accounts.enable(id, "command");
        return PasswordInput.shown("Reset", changed);
    }
}
