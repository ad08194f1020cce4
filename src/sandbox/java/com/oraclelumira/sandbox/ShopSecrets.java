package com.oraclelumira.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** What the shop of one folder signs with: made once and kept there, so that a restart signs nobody out. */
record ShopSecrets(String jwt, String webhook) {
    private static final int BYTES = 32;

    static ShopSecrets in(Path folder) {
        Path file = folder.resolve("secrets.properties");
        try {
            return Files.exists(file) ? read(file) : create(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ShopSecrets read(Path file) throws IOException {
        var kept = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        return new ShopSecrets(kept.getProperty("jwt"), kept.getProperty("webhook"));
    }

    private static ShopSecrets create(Path file) throws IOException {
        var made = new ShopSecrets(random(), "whsec_" + random());
        Files.createDirectories(file.getParent());
        Files.writeString(file, "jwt=%s%nwebhook=%s%n".formatted(made.jwt, made.webhook));
        return made;
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
