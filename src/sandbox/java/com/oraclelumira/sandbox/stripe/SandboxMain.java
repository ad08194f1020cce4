package com.oraclelumira.sandbox.stripe;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The sandbox by itself. Settings from the environment or as {@code NAME=value} arguments: {@code SANDBOX_PORT}
 * (12111), {@code SANDBOX_HOST} (127.0.0.1), {@code SANDBOX_STATE} (a file; none: nothing is kept), {@code SANDBOX_WEBHOOK_URL} and
 * {@code SANDBOX_WEBHOOK_SECRET} (where events go), {@code SANDBOX_KEEP} (20000 objects of a kind).
 */
public final class SandboxMain {
    private SandboxMain() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> given = new HashMap<>(System.getenv());
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("Arguments look like SANDBOX_PORT=12111");
            }
            given.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        StripeSandbox sandbox = StripeSandbox.start(settings(given));
        if (given.containsKey("SANDBOX_WEBHOOK_URL")) {
            sandbox.addEndpoint(given.get("SANDBOX_WEBHOOK_URL"),
                    given.getOrDefault("SANDBOX_WEBHOOK_SECRET", "whsec_sandbox"));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println("Stripe sandbox on " + sandbox.baseUrl());
        Thread.currentThread().join();
    }

    private static SandboxSettings settings(Map<String, String> given) {
        SandboxSettings settings = SandboxSettings.defaults()
                .host(given.getOrDefault("SANDBOX_HOST", "127.0.0.1"))
                .port(Integer.parseInt(given.getOrDefault("SANDBOX_PORT", "12111")))
                .keep(Integer.parseInt(given.getOrDefault("SANDBOX_KEEP", "20000")));
        String state = given.get("SANDBOX_STATE");
        return state == null ? settings : settings.stateFile(Path.of(state));
    }
}
