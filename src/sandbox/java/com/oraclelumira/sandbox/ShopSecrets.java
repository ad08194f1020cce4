package com.oraclelumira.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** What the shop of one folder signs with: made once and kept there, so that a restart signs nobody out. */
final class ShopSecrets {
    private static final int BYTES = 32;

    private final Path file;
    private final Properties kept = new Properties();

    private ShopSecrets(Path file) {
        this.file = file;
    }

    static ShopSecrets in(Path folder) {
        var secrets = new ShopSecrets(folder.resolve("secrets.properties"));
        try {
            Files.createDirectories(folder);
            if (Files.exists(secrets.file))
                try (var reader = Files.newBufferedReader(secrets.file)) {
                    secrets.kept.load(reader);
                }
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String jwt() {
        return secret("jwt", "");
    }

    String webhook() {
        return secret("webhook", "whsec_");
    }

    String storage() {
        return secret("storage", "");
    }

    String n8nCallback() {
        return secret("n8n-callback", "");
    }

    String expertCode() {
        return secret("expert-code", "");
    }

    String expertPassword() {
        return secret("expert-password", "").substring(0, 16);
    }

    /** The one of this name, made at the first call ever. */
    private synchronized String secret(String name, String prefix) {
        if (!kept.containsKey(name)) {
            kept.setProperty(name, prefix + random());
            try (var writer = Files.newBufferedWriter(file)) {
                kept.store(writer, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept.getProperty(name);
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
