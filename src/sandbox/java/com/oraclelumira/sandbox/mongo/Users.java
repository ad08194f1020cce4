package com.oraclelumira.sandbox.mongo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Who may sign in, kept beside the data. While there is nobody, everybody may do everything, as at a first start. */
final class Users {
    private final Path file;
    private final Properties passwords = new Properties();

    Users(Path file) {
        this.file = file;
        try {
            if (Files.exists(file))
                try (var reader = Files.newBufferedReader(file)) {
                    passwords.load(reader);
                }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized boolean none() {
        return passwords.isEmpty();
    }

    synchronized void add(String name, String password) {
        passwords.setProperty(name, password);
        try (var writer = Files.newBufferedWriter(file)) {
            passwords.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized Optional<String> passwordOf(String name) {
        return Optional.ofNullable(passwords.getProperty(name));
    }
}
