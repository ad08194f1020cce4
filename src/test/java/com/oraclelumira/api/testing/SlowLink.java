package com.oraclelumira.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A network between an application and its database that can be slow, cut, or dead without saying so. */
public final class SlowLink implements AutoCloseable {
    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;
    private volatile long delayNanos;

    /** To a port on this machine. */
    public SlowLink(int port) {
        this("127.0.0.1", port);
    }

    public SlowLink(String host, int port) {
        target = new InetSocketAddress(host, port);
        open(0);
    }

    private void open(int port) {
        try {
            door = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var opened = door;
        Thread.ofVirtual().start(() -> accept(opened));
    }

    /** The same from its beginning to its end. */
    public int port() {
        return door.getLocalPort();
    }

    /** From now on whatever passes, in either direction, takes this much longer. */
    public void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    /** From now on nobody answers here; whatever was under way ends. */
    public synchronized void cut() {
        close();
    }

    /** Answers at the same port again; nothing happens when it does already. */
    public synchronized void mend() {
        if (door.isClosed())
            open(door.getLocalPort());
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                var from = opened.accept();
                Thread.ofVirtual().start(() -> connect(opened, from));
            }
        } catch (IOException closed) {
            // cut, or the test is over
        }
    }

    private void connect(ServerSocket opened, Socket from) {
        try {
            var to = new Socket(target.getAddress(), target.getPort());
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            sockets.addAll(Set.of(from, to));
            Thread.ofVirtual().start(() -> pump(from, to));
            Thread.ofVirtual().start(() -> pump(to, from));
            if (opened.isClosed())
                hangUp(); // cut at this very moment: before these two were known
        } catch (IOException unreachable) {
            hangUp(from);
        }
    }

    private void pump(Socket from, Socket to) {
        try (from; to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException ended) {
            // one side has gone: so does the other
        } finally {
            sockets.remove(from);
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        var bytes = new byte[64 * 1024];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
            hold();
            out.write(bytes, 0, n);
            out.flush();
        }
    }

    /** For as long as the present delay says; a shorter one lets it go at once. */
    private void hold() {
        long since = System.nanoTime();
        while (System.nanoTime() - since < delayNanos)
            LockSupport.parkNanos(2_000_000);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp();
    }

    private void hangUp() {
        sockets.forEach(SlowLink::hangUp);
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
