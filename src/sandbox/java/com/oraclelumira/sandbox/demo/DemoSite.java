package com.oraclelumira.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The site on 127.0.0.1: starts before the application does, and needs it only when a page is asked for. */
public final class DemoSite implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Routes routes = new Routes();
    private final Views views = new Views();

    private DemoSite(DemoWorld world, int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var api = new ShopApi(world.api());
        var stripe = new StripeDesk(world.stripe());
        var scripts = new Scripts(world.api(), world.storage());
        var apps = new AppPages(world.expert(), scripts, views);
        scripts.addTo(routes);
        apps.addTo(routes);
        new BuyPages(api, views).addTo(routes);
        new PayPages(stripe, views).addTo(routes);
        new OrderPages(api, stripe, new Backstage(world.database()), views).addTo(routes);
        new SignInPages(api, apps, views).addTo(routes);
        new MailPages(world.mailbox(), views).addTo(routes);
        new EventPages(stripe, views).addTo(routes);
        routes.get("/", visit -> Reply.seeOther("/demo"));
        routes.get("/demo/style.css", visit -> Reply.asset("text/css", Views.resource("style.css")));
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param port 0: a free one */
    public static DemoSite start(DemoWorld world, int port) {
        return new DemoSite(world, port);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var visit = Visit.of(exchange);
            reply(visit).writeTo(exchange);
        }
    }

    /** A person reads this page: whatever went wrong is told there, not in a log. */
    private Reply reply(Visit visit) {
        try {
            return routes.find(visit).map(page -> page.answer(visit)).orElseGet(() -> problem(404,
                    "Cette page n'existe pas.", visit.path()));
        } catch (RuntimeException e) {
            return problem(500, "Cette page n'a pas pu être préparée.", e.toString());
        }
    }

    private Reply problem(int status, String sentence, String detail) {
        return views.page("problem", Map.of("sentence", sentence, "detail", detail)).status(status);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
