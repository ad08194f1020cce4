package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.oraclelumira.api.experts.ExpertAccounts;

/** {@code expert-invite}: a code with which one person may register within three days. */
@Singleton
class ExpertInviteCommand implements OperatorCommand {
    private final ExpertAccounts accounts;

    ExpertInviteCommand(ExpertAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "expert-invite";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        return List.of("Invitation code: " + accounts.invitationCode("command"));
    }
}
