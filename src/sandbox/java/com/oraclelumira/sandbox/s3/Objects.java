package com.oraclelumira.sandbox.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The objects, as files under names that no key can escape from; a restart finds them again. */
final class Objects {
    private static final String SAID = "said.";

    /** What is kept of an object besides its bytes; {@code said} are the headers that come with it. */
    record Stored(Path file, Map<String, String> said, String etag, long size) {}

    private final Path folder;

    Objects(Path folder) {
        this.folder = folder;
    }

    Stored put(String bucket, String key, Map<String, String> said, InputStream bytes, long largest)
            throws IOException {
        var target = file(bucket, key);
        Files.createDirectories(target.getParent());
        var arriving = Files.createTempFile(target.getParent(), "arriving", null);
        var digest = digest("MD5");
        long size;
        try (var in = new DigestInputStream(bytes, digest); var out = Files.newOutputStream(arriving)) {
            size = in.transferTo(out);
        }
        if (size > largest) {
            Files.delete(arriving);
            throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        }
        var etag = "\"" + HexFormat.of().formatHex(digest.digest()) + "\"";
        describe(target, key, said, etag);
        Files.move(arriving, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return new Stored(target, said, etag, size);
    }

    private static void describe(Path target, String key, Map<String, String> said, String etag)
            throws IOException {
        var description = new Properties();
        description.setProperty("key", key);
        said.forEach((name, value) -> description.setProperty(SAID + name, value));
        description.setProperty("etag", etag);
        try (var out = Files.newOutputStream(description(target))) {
            description.store(out, null);
        }
    }

    Optional<Stored> find(String bucket, String key) {
        var file = file(bucket, key);
        if (!Files.exists(file))
            return Optional.empty();
        var description = new Properties();
        try (var in = Files.newInputStream(description(file))) {
            description.load(in);
            var said = description.stringPropertyNames().stream().filter(name -> name.startsWith(SAID))
                    .collect(Collectors.toMap(name -> name.substring(SAID.length()), description::getProperty));
            return Optional.of(new Stored(file, said, description.getProperty("etag"), Files.size(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of any one of them. */
    Optional<String> some(String bucket) {
        if (!Files.isDirectory(folder.resolve(bucket)))
            return Optional.empty();
        try (var files = Files.list(folder.resolve(bucket))) {
            var one = files.filter(file -> file.toString().endsWith(".properties")).findFirst();
            if (one.isEmpty())
                return Optional.empty();
            var description = new Properties();
            try (var in = Files.newInputStream(one.get())) {
                description.load(in);
            }
            return Optional.of(description.getProperty("key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String bucket, String key) throws IOException {
        Files.deleteIfExists(file(bucket, key));
        Files.deleteIfExists(description(file(bucket, key)));
    }

    private Path file(String bucket, String key) {
        var name = HexFormat.of().formatHex(digest("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        return folder.resolve(bucket).resolve(name);
    }

    private static Path description(Path file) {
        return file.resolveSibling(file.getFileName() + ".properties");
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
