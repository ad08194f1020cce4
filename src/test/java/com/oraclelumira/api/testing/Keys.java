package com.oraclelumira.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys and certificates of servers that a test plays, made as it runs. */
public final class Keys {
    private static final String PASSWORD = "of-the-suite";
    private static final Path FOLDER = folder();

    private Keys() {}

    /** A key of its own for a server of this name, vouched for by itself and for so many days. */
    public static SSLContext of(String host, String file, int days) {
        var keys = FOLDER.resolve(file + ".p12");
        try {
            keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-validity",
                    String.valueOf(days), "-storetype", "PKCS12", "-keystore", keys.toString());
            keytool("-exportcert", "-rfc", "-keystore", keys.toString(), "-file", certificate(file).toString());
            var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its certificate as PEM, once {@link #of} has made it. */
    public static Path certificate(String file) {
        return FOLDER.resolve(file + ".pem");
    }

    private static void keytool(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-alias", "server", "-storepass", PASSWORD));
        var run = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("keys-of-the-suite");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
