package com.oraclelumira.api.preflight.inside;

import java.util.List;

import jakarta.inject.Singleton;

import com.oraclelumira.api.notifications.AlertChannel;
import com.oraclelumira.api.notifications.AlertChannel.Standing;
import com.oraclelumira.api.notifications.MailAccount;
import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;
import com.oraclelumira.api.production.N8nGateway;

/** Who must answer so that the shop works: the mail server, the team's chat, n8n. */
@Singleton
class PartnerProbes implements Group {
    private final MailAccount mail;
    private final AlertChannel chat;
    private final N8nGateway n8n;

    PartnerProbes(MailAccount mail, AlertChannel chat, N8nGateway n8n) {
        this.mail = mail;
        this.chat = chat;
        this.n8n = n8n;
    }

    @Override
    public String name() {
        return "Partners";
    }

    @Override
    public List<Probe> probes() {
        return List.of(
                new Probe("mail-account", List.of("COM-1"), "The mail server should accept our account over TLS.",
                        "mail.md", this::mailed),
                new Probe("alert-channel", List.of("COM-5", "MON-6"),
                        "The team's chat should know our webhook, and have taken the latest alert.", "chat-alerts.md",
                        this::told),
                new Probe("n8n", List.of("INF-2"), "A workflow of n8n's should listen for the readings' jobs.",
                        "desk.md", this::listening));
    }

    private Finding mailed() {
        if (!mail.configured())
            return Finding.bad("SMTP_HOST is not set: no mail leaves", "set the mail server's variables");
        var tried = mail.tryDoor();
        return tried.accepted()
                ? Finding.good(tried.seen())
                : Finding.bad(tried.seen(), "mend SMTP_HOST, SMTP_PORT, SMTP_USER or SMTP_PASSWORD");
    }

    private Finding told() {
        if (!chat.configured())
            return Finding.bad("ALERT_WEBHOOK_URL is not set: nobody but a mailbox hears an alert",
                    "make an incoming webhook in the team's channel and set it");
        var look = chat.look();
        var latest = chat.latest();
        if (look.standing() == Standing.GONE)
            return Finding.bad(look.seen(), "make a new webhook in the team's channel and set ALERT_WEBHOOK_URL");
        var refused = latest.flatMap(AlertChannel.Settled::reason);
        if (refused.isPresent())
            return Finding.bad("the latest alert (" + latest.orElseThrow().name() + ") was given up: " + refused.get(),
                    "set ALERT_WEBHOOK_URL and ALERT_WEBHOOK_KIND anew");
        var last = latest.map(alert -> "the latest alert taken was " + alert.name() + " at " + alert.at())
                .orElse("no alert was ever sent");
        return look.standing() == Standing.KNOWN
                ? Finding.good(look.seen() + ": it knows the webhook; " + last)
                : Finding.human(look.seen() + ", and tells no more without a post; " + last,
                        "has the team seen that alert in its channel?");
    }

    private Finding listening() {
        if (!n8n.configured())
            return Finding.bad("N8N_WEBHOOK_URL is not set: no reading can be generated", "set n8n's variables");
        var answer = n8n.listening();
        if (answer.status() >= 500)
            return Finding.bad("n8n answers " + answer.status(), "see n8n's own log");
        if (answer.takesJobs().isEmpty())
            return Finding.human("n8n answers " + answer.status() + " and does not say what it takes there",
                    "is the workflow active? Look in n8n");
        return answer.takesJobs().get()
                ? Finding.good("n8n answers, and a workflow takes POST there")
                : Finding.bad("n8n answers, but no active workflow takes POST at N8N_WEBHOOK_URL",
                        "activate the workflow, and compare its production URL");
    }
}
