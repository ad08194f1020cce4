package com.oraclelumira.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import com.oraclelumira.sandbox.standin.Ports;

/**
 * {@code mvn -Prun}: the whole shop on this machine until Ctrl-C. The only argument is the packaged application.
 * Ends with 1 when it cannot start or when the application ends by itself.
 */
public final class RunShop {
    private static final Duration FOR_EVER = Duration.ofDays(10_000);
    /** By Ctrl-C, which a terminal sends to the application as well. */
    private static final int INTERRUPTED = 130;
    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private RunShop() {}

    public static void main(String[] args) {
        if (args.length != 1) {
            fail("Call me with the packaged application: RunShop target/quarkus-app/quarkus-run.jar");
        }
        endWithParent();
        keepConnections();
        var log = new AppLog(ShopSettings.usualFolder().resolve("app.log"));
        var settings = ShopSettings.forDevelopers(Path.of(args[0]), log);
        if (!Ports.free(settings.ports().api())) {
            fail("Port " + settings.ports().api()
                    + " is in use on this machine: end what listens there, or choose another port with"
                    + " -Dshop.port=8090.");
        }
        var shop = started(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(shop, log)));
        System.out.println(Welcome.text(shop));
        int code = shop.app().awaitExit(FOR_EVER);
        if (!STOPPING.get() && code != INTERRUPTED) {
            fail("The application has ended by itself with code " + code + "; its last lines are above.");
        }
    }

    /** The JDK's server keeps 200 idle connections and closes the others under the hands of whoever is about to use one. */
    private static void keepConnections() {
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
    }

    /** Maven passes Ctrl-C on but not its own end: without this the shop would outlive it. */
    static void endWithParent() {
        if (Boolean.getBoolean("shop.ends-with-parent")) {
            ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        }
    }

    private static LocalShop started(ShopSettings settings) {
        System.out.println("Starting the shop, its data is in " + settings.folder() + "/ …");
        try {
            return LocalShop.start(settings);
        } catch (RuntimeException e) {
            fail("The shop did not start: " + e.toString().lines().findFirst().orElseThrow());
            throw e;
        }
    }

    private static void stop(LocalShop shop, AppLog log) {
        STOPPING.set(true);
        System.out.println("\nStopping …");
        shop.close();
        log.close();
        System.out.println("Everything has ended.");
    }

    private static void fail(String sentence) {
        System.err.println("\n" + sentence);
        System.exit(1);
    }
}
