package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.bson.types.ObjectId;

import com.oraclelumira.api.experts.ExpertAccounts;
import com.oraclelumira.api.experts.Experts;

/** {@code expert-disable --email A}: no sign-in from now on, and every session ended. */
@Singleton
class ExpertDisableCommand extends ExpertChangeCommand {
    private final ExpertAccounts accounts;

    ExpertDisableCommand(Experts experts, ExpertAccounts accounts) {
        super(experts);
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "expert-disable";
    }

    @Override
    List<String> change(ObjectId id, Map<String, String> options) {
        return List.of("Disabled " + accounts.disable(id, "command").actor());
    }
}
