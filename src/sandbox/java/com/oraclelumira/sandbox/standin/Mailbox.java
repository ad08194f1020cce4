package com.oraclelumira.sandbox.standin;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** A mail server that takes every mail and keeps it in memory, whoever it is for. SMTP without TLS on 127.0.0.1. */
public final class Mailbox implements AutoCloseable {
    private final GreenMail server = new GreenMail(
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());

    public Mailbox() {
        server.start();
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** Newest first. */
    public List<ReceivedMail> mails() {
        return server.getManagers().getImapHostManager().getAllMessages().stream()
                .map(stored -> ReceivedMail.of(stored.getMimeMessage(), stored.getReceivedDate().toInstant()))
                .sorted(Comparator.comparing(ReceivedMail::at).reversed()).toList();
    }

    public Optional<ReceivedMail> mail(String id) {
        return mails().stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    @Override
    public void close() {
        server.stop();
    }
}
