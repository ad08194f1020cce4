package com.oraclelumira.api.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** A certificate authority of a test's own, and one server's key that it vouches for as often as it is asked. */
public final class Authority {
    private static final String PASSWORD = "password";

    private final Path folder;

    public Authority(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keytool("-genkeypair", "-keystore", "ca.p12", "-keyalg", "EC", "-dname", "CN=Authority of the tests", "-ext",
                "bc:c", "-validity", "3650");
        keytool("-exportcert", "-keystore", "ca.p12", "-rfc", "-file", "ca.pem");
        keytool("-genkeypair", "-keystore", "server.p12", "-keyalg", "EC", "-dname", "CN=nobody vouches", "-ext",
                "san=dns:lumira.test,dns:*.lumira.test");
        keytool("-certreq", "-keystore", "server.p12", "-file", "server.csr");
    }

    /** Who trusts this file trusts the authority. */
    public Path file() {
        return folder.resolve("ca.pem");
    }

    /**
     * The server's key with a certificate for these names, as HAProxy reads them.
     *
     * @param from when it began, {@code -80d}
     * @param days from then on for which it holds
     */
    public String vouched(String from, int days, String... names) throws IOException, InterruptedException {
        keytool("-gencert", "-keystore", "ca.p12", "-infile", "server.csr", "-outfile", "server.pem", "-rfc",
                "-startdate", from, "-validity", String.valueOf(days), "-dname", "CN=" + names[0], "-ext",
                "san=dns:" + String.join(",dns:", names));
        return key() + read("server.pem");
    }

    /** The same key with a certificate of its own making. */
    public String unvouched() throws IOException, InterruptedException {
        keytool("-exportcert", "-keystore", "server.p12", "-rfc", "-file", "own.pem");
        return key() + read("own.pem");
    }

    /** Without the empty lines, which end what HAProxy is told. */
    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file)).lines().filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String key() throws IOException {
        try {
            var store = KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD.toCharArray());
            var bytes = store.getKey("key", PASSWORD.toCharArray()).getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(String... words) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1"));
        line.addAll(List.of(words));
        line.addAll(List.of("-alias", "key", "-storepass", PASSWORD, "-storetype", "PKCS12"));
        var run = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
        var said = new String(run.getInputStream().readAllBytes());
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(run.exitValue()).as(said).isZero();
    }
}
