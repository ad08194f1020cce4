package com.oraclelumira.api.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may stand behind {@code java -jar quarkus-run.jar}; nothing there starts the API. */
public record Commands(List<Command> all) {

    /** {@code meaning} is the line in the usage; {@code action} gets what follows the name and returns the exit code. */
    public record Command(String name, String meaning, Action action) {}

    /** Runs after the environment was found in order. */
    @FunctionalInterface
    public interface Action {
        int run(String... arguments);
    }

    public Commands {
        all = List.copyOf(all);
    }

    /** The command that the first argument names. */
    public Optional<Command> find(String... arguments) {
        return all.stream().filter(command -> arguments.length > 0 && command.name().equals(arguments[0])).findFirst();
    }

    /** Exit code of the command that the first argument names. */
    public int run(String... arguments) {
        return find(arguments).orElseThrow().action().run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    public String usage() {
        var lines = new ArrayList<>(
                List.of("Usage: java -jar quarkus-run.jar [command]", "Without a command the API starts."));
        all.forEach(command -> lines.add("  %-16s %s".formatted(command.name(), command.meaning())));
        return String.join("\n", lines);
    }
}
