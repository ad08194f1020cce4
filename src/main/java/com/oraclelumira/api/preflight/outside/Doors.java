package com.oraclelumira.api.preflight.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** What nobody outside should find. */
final class Doors implements Group {
    /** Ours, those of the system before this one, and the framework's. */
    private static final List<String> DEBUG_ROUTES = List.of("/demo", "/api/debug/env-check", "/api/expert-test",
            "/api/expert/check", "/api/ready/verbose", "/q/dev-ui", "/q/arc", "/metrics", "/q/metrics");
    private static final int NOT_FOUND = 404;
    private static final int MILLIS_TO_CONNECT = 3_000;

    private final Target target;
    private final Web web;

    Doors(Target target, Web web) {
        this.target = target;
        this.web = web;
    }

    @Override
    public String name() {
        return "Closed doors";
    }

    @Override
    public List<Probe> probes() {
        return List.of(
                new Probe("debug-routes", List.of("SEC-6"), "No debug route should exist.", "security.md",
                        this::debugRoutes),
                new Probe("mongo-port", List.of("SEC-3", "INF-3"),
                        "MongoDB should take no connection on the public address.", "deploy.md",
                        () -> closed(target.mongoPort(), "MongoDB's resource: public port and port mappings empty")),
                new Probe("management-port", List.of("INF-3"),
                        "The port of the metrics should take no connection on the public address.", "deploy.md",
                        () -> closed(target.managementPort(), "the API's resource: port mappings empty")));
    }

    private Finding debugRoutes() throws InterruptedException {
        var seen = new Sightings();
        for (var path : DEBUG_ROUTES)
            seen.at(path, () -> {
                int status = web.get(target.api(), path).status();
                seen.see(status == NOT_FOUND, path + " " + status);
            });
        return seen.finding("ENABLE_DEBUG_ROUTES=false, then deploy; port 9000 behind no proxy");
    }

    private Finding closed(int port, String mend) throws IOException {
        var seen = new Sightings();
        for (var address : InetAddress.getAllByName(target.api().getHost())) {
            boolean open = isOpen(address, port);
            seen.see(!open, address.getHostAddress() + ":" + port + (open ? " takes connections" : " is closed"));
        }
        return seen.finding(mend);
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), MILLIS_TO_CONNECT);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
