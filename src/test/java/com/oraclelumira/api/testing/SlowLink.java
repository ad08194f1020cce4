package com.oraclelumira.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A network between an application and its database that can be slow, or dead without saying so. */
public final class SlowLink implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile long delayNanos;

    /** @param target the port on this machine that it leads to */
    public SlowLink(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** From now on whatever passes, in either direction, takes this much longer. */
    public void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    private void accept() {
        try {
            while (true) {
                var from = door.accept();
                var to = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(Set.of(from, to));
                Thread.ofVirtual().start(() -> pump(from, to));
                Thread.ofVirtual().start(() -> pump(to, from));
            }
        } catch (IOException closed) {
            // the test is over
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
            for (var socket : sockets)
                socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
