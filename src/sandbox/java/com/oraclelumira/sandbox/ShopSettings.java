package com.oraclelumira.sandbox;

import java.nio.file.Path;
import java.util.function.Consumer;

import com.oraclelumira.sandbox.standin.Ports;

/**
 * Which application, where the shop keeps its data, and where it listens.
 *
 * @param log gets each line that the application prints
 */
public record ShopSettings(Path application, Path folder, Addresses ports, Consumer<String> log) {
    private static final int API = 8080;
    private static final int METRICS = 9000;
    private static final int DEMO = 8081;
    private static final int MONGO = 27018;
    private static final int STRIPE = 12111;
    private static final int STORAGE = 7070;

    /** Ports; 0 is a free one, except for the application's two. */
    public record Addresses(int api, int metrics, int demo, int mongo, int stripe, int storage) {}

    /**
     * For a person: {@code .shop} in the working directory and the usual ports, or the next free ones;
     * {@code -Dshop.port} chooses the application's, {@code -Dshop.folder} the folder.
     */
    static ShopSettings forDevelopers(Path application, Consumer<String> log) {
        return new ShopSettings(application, usualFolder(), new Addresses(Integer.getInteger("shop.port", API),
                Ports.from(METRICS), Ports.from(DEMO), Ports.from(MONGO), Ports.from(STRIPE),
                Ports.from(STORAGE)), log);
    }

    static Path usualFolder() {
        return Path.of(System.getProperty("shop.folder", ".shop"));
    }

    /** For a test: the application of this build on free ports, a folder of the test's own, and silence. */
    public static ShopSettings forTests(Path folder) {
        return new ShopSettings(AppSettings.ofThisBuild().executable(), folder,
                new Addresses(PackagedApp.freePort(), PackagedApp.freePort(), 0, 0, 0, 0), line -> {});
    }
}
