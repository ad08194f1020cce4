package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Something an operator does from the command line, with the application's own beans but without serving anybody. */
interface OperatorCommand {
    /** The first word after the jar. */
    String name();

    /** What to write to the terminal; {@link IllegalArgumentException} with a sentence when the options are wrong. */
    List<String> run(Map<String, String> options);

    /** The same with each line of {@code progress} shown at once, for work that takes long, and with an exit code. */
    default Answer run(Map<String, String> options, Consumer<String> progress) {
        return new Answer(run(options), 0);
    }

    /** @param exitCode 0, or what the command's page in the runbook says that it found */
    record Answer(List<String> lines, int exitCode) {}
}
