package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Which commit is tested. */
final class Revision {
    private Revision() {}

    /** With {@code -changed} when a file differs from it; {@code unknown} where there is no Git. */
    static String ofThisCheckout() {
        try {
            var head = git("rev-parse", "HEAD");
            return git("status", "--porcelain").isEmpty() ? head : head + "-changed";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static String git(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        var git = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (git.waitFor() != 0)
            throw new IOException("git " + words[0] + " failed");
        return said;
    }
}
