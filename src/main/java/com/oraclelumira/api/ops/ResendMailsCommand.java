package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.oraclelumira.api.notifications.Outbox;

/** {@code resend-mails}: mails that were given up are tried again; the running service sends them. COM-1 */
@Singleton
class ResendMailsCommand implements OperatorCommand {
    private final Outbox outbox;

    ResendMailsCommand(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "resend-mails";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        return List.of(outbox.revive() + " mails are due again; the running service sends them.");
    }
}
