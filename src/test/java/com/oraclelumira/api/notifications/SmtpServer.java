package com.oraclelumira.api.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server on a socket of its own that says what a test wants it to say: RFC 5321 as far as a sender needs it, and
 * STARTTLS (RFC 3207), which GreenMail does not have, or TLS from the start.
 */
public final class SmtpServer implements AutoCloseable {
    private static final Duration ROUND_TRIP = Duration.ofMillis(50);

    private final ServerSocket socket;
    private final SSLContext usual;
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private volatile List<String> mails = new CopyOnWriteArrayList<>();
    private volatile List<String> clear = new CopyOnWriteArrayList<>();
    private volatile boolean offersTls = true;
    private volatile boolean tlsFirst;
    private volatile boolean silent;
    private volatile SSLContext tls;

    public SmtpServer(SSLContext tls) {
        usual = tls;
        this.tls = tls;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Answers this command so from now on, for example {@code RCPT} by {@code 550 5.1.1 no such user}. */
    public void say(String command, String reply) {
        replies.put(command, reply);
    }

    public void offerTls(boolean offers) {
        offersTls = offers;
    }

    /** Speaks TLS from the first byte, as on port 465 (RFC 8314), and not STARTTLS. */
    void tlsFirst(boolean first) {
        tlsFirst = first;
    }

    void certificate(SSLContext other) {
        tls = other;
    }

    /** Takes connections and says nothing. */
    public void silent(boolean silent) {
        this.silent = silent;
    }

    public void reset() {
        replies.clear();
        // not emptied: what an earlier conversation still hears is not the next test's
        mails = new CopyOnWriteArrayList<>();
        clear = new CopyOnWriteArrayList<>();
        offersTls = true;
        silent = false;
        tlsFirst = false;
        tls = usual;
    }

    /** Whole mails as they came, lines ended by {@code \n}. */
    public List<String> mails() {
        return mails;
    }

    /** What was sent before the connection was secure. */
    public List<String> sentInClear() {
        return clear;
    }

    private void accept() {
        while (!socket.isClosed())
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
    }

    private void serve(Socket client) {
        try (client) {
            new Conversation(client).talk();
        } catch (IOException gone) {
            // as clients do
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private final class Conversation {
        private Socket line;
        private BufferedReader in;
        private boolean secure;
        private final List<String> taken = mails;
        private final List<String> heard = clear;

        Conversation(Socket line) throws IOException {
            use(line);
        }

        private void use(Socket next) throws IOException {
            line = next;
            in = new BufferedReader(new InputStreamReader(next.getInputStream(), StandardCharsets.UTF_8));
        }

        void talk() throws IOException {
            if (tlsFirst)
                secure();
            if (!silent) {
                // no server greets sooner: Vert.x may not listen yet in the instant of the connection, and waits for ever
                LockSupport.parkNanos(ROUND_TRIP.toNanos());
                write("220 mail.test ESMTP");
            }
            for (var text = in.readLine(); text != null && !silent; text = in.readLine()) {
                if (!secure)
                    heard.add(text);
                var command = text.split("[ :]")[0].toUpperCase(java.util.Locale.ROOT);
                write(replies.getOrDefault(command, usual(command)));
                if (command.equals("QUIT"))
                    return;
                if (command.equals("STARTTLS"))
                    secure();
                if (command.equals("DATA") && !replies.containsKey("DATA"))
                    read();
            }
        }

        private String usual(String command) {
            return switch (command) {
                case "EHLO" -> !secure && offersTls
                        ? "250-mail.test\r\n250-STARTTLS\r\n250 8BITMIME"
                        : "250-mail.test\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME";
                case "STARTTLS" -> "220 go on";
                case "AUTH" -> "235 welcome";
                case "DATA" -> "354 go on";
                case "QUIT" -> "221 bye";
                default -> "250 fine";
            };
        }

        private void secure() throws IOException {
            var safe = (SSLSocket) tls.getSocketFactory().createSocket(line, null, line.getPort(), false);
            safe.setUseClientMode(false);
            safe.startHandshake();
            secure = true;
            use(safe);
        }

        private void read() throws IOException {
            var mail = new StringBuilder();
            for (var text = in.readLine(); text != null && !text.equals("."); text = in.readLine())
                mail.append(text).append('\n');
            taken.add(mail.toString());
            write(replies.getOrDefault("DOT", "250 queued"));
        }

        private void write(String reply) throws IOException {
            line.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            line.getOutputStream().flush();
        }
    }
}
