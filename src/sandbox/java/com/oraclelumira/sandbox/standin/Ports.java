package com.oraclelumira.sandbox.standin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine. The answers hold at this moment; another process may still be faster than the caller. */
public final class Ports {
    private Ports() {}

    /** Nobody listens there, on whichever address of this machine. 0 is always free. */
    public static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** This port or, when somebody has it, one of the next ten, or else any: 0. */
    public static int from(int port) {
        for (int next = port; next <= port + 10; next++) {
            if (free(next)) {
                return next;
            }
        }
        return 0;
    }
}
