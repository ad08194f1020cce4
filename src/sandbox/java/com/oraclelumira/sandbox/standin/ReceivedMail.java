package com.oraclelumira.sandbox.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** A mail as a mail program shows it; a part that it does not have is empty. {@code id} stays the same. */
public record ReceivedMail(String id, Instant at, String from, String to, String subject, String text, String html) {

    static ReceivedMail of(MimeMessage message, Instant at) {
        try {
            var id = UUID.nameUUIDFromBytes(
                    String.valueOf(message.getMessageID()).getBytes(StandardCharsets.UTF_8)).toString();
            return new ReceivedMail(id, at, addresses(message.getFrom()), addresses(message.getAllRecipients()),
                    Optional.ofNullable(message.getSubject()).orElse("(sans objet)"),
                    content(message, "text/plain").orElse(""), content(message, "text/html").orElse(""));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String addresses(Address[] addresses) {
        return addresses == null
                ? ""
                : Arrays.stream(addresses).map(address -> address instanceof InternetAddress mail
                        ? mail.toUnicodeString()
                        : address.toString()).collect(Collectors.joining(", "));
    }

    /** The first part of this type, however deep. */
    private static Optional<String> content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(part.getContent().toString());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = content(parts.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
