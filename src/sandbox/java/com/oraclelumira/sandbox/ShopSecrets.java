package com.oraclelumira.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** What the shop of one folder signs with: made once and kept there, so that a restart signs nobody out. */
record ShopSecrets(String jwt, String webhook, String storage) {
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
        return kept.containsKey("storage")
                ? new ShopSecrets(kept.getProperty("jwt"), kept.getProperty("webhook"), kept.getProperty("storage"))
                : write(file, new ShopSecrets(kept.getProperty("jwt"), kept.getProperty("webhook"), random()));
    }

    private static ShopSecrets create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return write(file, new ShopSecrets(random(), "whsec_" + random(), random()));
    }

    private static ShopSecrets write(Path file, ShopSecrets made) throws IOException {
        Files.writeString(file,
                "jwt=%s%nwebhook=%s%nstorage=%s%n".formatted(made.jwt, made.webhook, made.storage));
        return made;
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
