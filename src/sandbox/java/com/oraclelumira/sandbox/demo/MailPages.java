package com.oraclelumira.sandbox.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.oraclelumira.sandbox.standin.Mailbox;
import com.oraclelumira.sandbox.standin.ReceivedMail;

/** Everybody's mailbox. */
final class MailPages {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
    private final Mailbox mailbox;
    private final Views views;

    /** A stretch of a mail's text; a link when {@code url} is not empty. */
    record Piece(String text, String url) {}

    /** A mail in the list. */
    record Line(String id, String at, String to, String subject) {}

    MailPages(Mailbox mailbox, Views views) {
        this.mailbox = mailbox;
        this.views = views;
    }

    void addTo(Routes routes) {
        routes.get("/demo/mail", visit -> views.page("mailbox", Map.of("mails", lines())));
        routes.get("/demo/mail/*", visit -> with(visit, this::page));
        routes.get("/demo/mail/*/html", visit -> with(visit, MailPages::html));
    }

    private List<Line> lines() {
        return mailbox.mails().stream()
                .map(mail -> new Line(mail.id(), Show.time(mail.at()), mail.to(), mail.subject())).toList();
    }

    private Reply with(Visit visit, Function<ReceivedMail, Reply> page) {
        return mailbox.mail(visit.segment(2)).map(page).orElseGet(() -> Reply.seeOther("/demo/mail"));
    }

    private Reply page(ReceivedMail mail) {
        return views.page("mail", Map.of("mail", mail, "at", Show.time(mail.at()), "pieces", pieces(mail.text())));
    }

    /** Links leave the frame, or the page behind them would live in it. */
    private static Reply html(ReceivedMail mail) {
        return Reply.mail(mail.html().replaceFirst("(?i)<head>", "<head><base target=\"_blank\">"));
    }

    static List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        var links = LINK.matcher(text);
        int from = 0;
        while (links.find()) {
            pieces.add(new Piece(text.substring(from, links.start()), ""));
            pieces.add(new Piece(links.group(), links.group()));
            from = links.end();
        }
        pieces.add(new Piece(text.substring(from), ""));
        return pieces;
    }
}
