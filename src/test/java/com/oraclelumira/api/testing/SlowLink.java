package com.oraclelumira.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A network between an application and its database that can be slow, cut, or dead without saying so. */
public final class SlowLink implements AutoCloseable {
    private static final byte[] END = {};

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

    /** What arrives together leaves together: a delay is a distance, however many pieces a message comes in. */
    private void pump(Socket from, Socket to) {
        var onTheWay = new LinkedBlockingQueue<Piece>();
        var delivery = Thread.ofVirtual().start(() -> deliver(onTheWay, to));
        try (from; to) {
            receive(from.getInputStream(), onTheWay);
            delivery.join();
        } catch (IOException | InterruptedException ended) {
            // one side has gone: so does the other
        } finally {
            delivery.interrupt();
            sockets.remove(from);
        }
    }

    private static void receive(InputStream in, BlockingQueue<Piece> onTheWay) throws IOException {
        var bytes = new byte[64 * 1024];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes))
            onTheWay.add(new Piece(System.nanoTime(), Arrays.copyOf(bytes, n)));
        onTheWay.add(new Piece(System.nanoTime(), END));
    }

    private void deliver(BlockingQueue<Piece> onTheWay, Socket to) {
        try {
            for (var piece = onTheWay.take(); piece.bytes != END; piece = onTheWay.take()) {
                hold(piece.since);
                to.getOutputStream().write(piece.bytes);
            }
        } catch (IOException | InterruptedException gone) {
            hangUp(to);
        }
    }

    /** For as long as the present delay says; a shorter one lets it go at once. */
    private void hold(long since) throws InterruptedException {
        while (System.nanoTime() - since < delayNanos)
            TimeUnit.MILLISECONDS.sleep(2);
    }

    private record Piece(long since, byte[] bytes) {}

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
