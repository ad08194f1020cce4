package com.oraclelumira.api.ops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Starts the application without its doors and clocks, runs one command, ends. */
public class Operator implements QuarkusApplication {
    private static final int EX_USAGE = 64;
    private static final int FAILED = 1;
    private static final Map<String, String> CLOSED = Map.of("quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false", "quarkus.scheduler.enabled", "false", "quarkus.shutdown.delay",
            "0s", "quarkus.log.console.level", "ERROR");

    private final List<OperatorCommand> commands;

    Operator(@All List<OperatorCommand> commands) {
        this.commands = commands;
    }

    /** The whole run of one command, from outside the framework; its exit code. */
    public static int start(String name, String... options) {
        CLOSED.forEach(System::setProperty);
        var words = new String[options.length + 1];
        words[0] = name;
        System.arraycopy(options, 0, words, 1, options.length);
        var exit = new int[1];
        Quarkus.run(Operator.class, (code, _) -> exit[0] = code, words);
        return exit[0];
    }

    @Override
    public int run(String... words) {
        var command = commands.stream().filter(each -> each.name().equals(words[0])).findFirst().orElseThrow();
        try {
            command.run(options(words)).forEach(System.out::println);
            return 0;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return EX_USAGE;
        } catch (RuntimeException failed) {
            System.err.println(words[0] + " failed: " + failed.getMessage());
            return FAILED;
        }
    }

    /** {@code --name value} pairs. */
    static Map<String, String> options(String... words) {
        var options = new HashMap<String, String>();
        for (int i = 1; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || i + 1 == words.length)
                throw new IllegalArgumentException("options are pairs: --name value");
            options.put(words[i].substring(2), words[i + 1]);
        }
        return options;
    }
}
