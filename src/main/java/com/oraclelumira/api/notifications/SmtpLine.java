package com.oraclelumira.api.notifications;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One conversation with a mail server, command by command (RFC 5321; TLS by RFC 3207). */
final class SmtpLine implements AutoCloseable {
    private static final int MOST_LINES = 100;

    private final String host;
    private Socket socket;
    private BufferedReader in;

    /** @param patience for the connection, and for each answer */
    SmtpLine(String host, int port, Duration patience) throws IOException {
        this.host = host;
        socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
        socket.setSoTimeout((int) patience.toMillis());
        use(socket);
    }

    /** @param lines without the code */
    record Reply(int code, List<String> lines) {
        /** The words after this keyword of EHLO's answer; null when the server does not offer it. */
        String offer(String keyword) {
            return lines.stream().map(line -> line.toUpperCase(Locale.ROOT))
                    .filter(line -> line.equals(keyword) || line.startsWith(keyword + " ")).findFirst().orElse(null);
        }
    }

    private void use(Socket next) throws IOException {
        socket = next;
        in = new BufferedReader(new InputStreamReader(next.getInputStream(), StandardCharsets.UTF_8));
    }

    Reply say(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return reply();
    }

    /** The next one, with all its lines. */
    Reply reply() throws IOException {
        var lines = new ArrayList<String>();
        for (int n = 0; n < MOST_LINES; n++) {
            var line = in.readLine();
            if (line == null)
                throw new EOFException("the server hung up");
            if (!line.matches("\\d{3}([ -].*)?"))
                throw new IOException("this is no mail server");
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ')
                return new Reply(Integer.parseInt(line.substring(0, 3)), lines);
        }
        throw new IOException("an answer without an end");
    }

    /** After the server agreed: its certificate must be trusted and be its name's. The protocol that was agreed on. */
    String secure(SSLContext context) throws IOException {
        var safe = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        var parameters = safe.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        safe.setSSLParameters(parameters);
        safe.startHandshake();
        use(safe);
        return safe.getSession().getProtocol();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
