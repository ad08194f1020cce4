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

    /** The same for work that takes long: each line of {@code progress} is shown at once. */
    default List<String> run(Map<String, String> options, Consumer<String> progress) {
        return run(options);
    }
}
