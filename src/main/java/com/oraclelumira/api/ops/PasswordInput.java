package com.oraclelumira.api.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.experts.ExpertAccounts;

/** A password never stands on a command line, where every process of the machine could read it. */
final class PasswordInput {
    private PasswordInput() {}

    /** The first line of the standard input with {@code --password stdin}; null without: one is to be generated. */
    static @Nullable String of(Map<String, String> options) {
        var from = options.get("password");
        if (from == null)
            return null;
        if (!from.equals("stdin"))
            throw new IllegalArgumentException("--password takes only \"stdin\": the password comes by standard input");
        try {
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null)
                throw new IllegalArgumentException("there is no password on the standard input");
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> shown(String done, ExpertAccounts.Changed changed) {
        var line = done + " " + changed.expert().actor();
        return changed.password() == null ? List.of(line) : List.of(line, "Password: " + changed.password());
    }
}
