package com.oraclelumira.api.ops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Starts the application without its doors and clocks, runs one command, ends. */
public class Operator implements QuarkusApplication {
    /** What a command that does several things is to do. */
    static final String WHAT = "";

    private static final Set<String> FLAGS = Set.of("dry-run", "force", PreflightWords.JSON);
    private static final int EX_USAGE = 64;
    private static final int FAILED = 1;
    private static final Map<String, String> CLOSED = Map.of("quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false", "quarkus.scheduler.enabled", "false", "quarkus.shutdown.delay",
            "0s", "quarkus.log.console.level", "ERROR", "quarkus.log.console.stderr", "true",
            "lumira.endpoint-check.at-start", "false");

    /** They say how things stand, or what a start would do to the database, so their own must not do it. */
    private static final Set<String> ONLY_LOOKING = Set.of("migrate status", "migrate plan", PreflightWords.COMMAND);

    private final List<OperatorCommand> commands;

    Operator(@All List<OperatorCommand> commands) {
        this.commands = commands;
    }

    /** The whole run of one command, from outside the framework; its exit code. */
    public static int start(String name, String... options) {
        CLOSED.forEach(System::setProperty);
        if (ONLY_LOOKING.contains(name) || options.length > 0 && ONLY_LOOKING.contains(name + " " + options[0]))
            System.setProperty("lumira.migrations.at-start", "false");
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
            var answer = command.run(options(words), System.err::println);
            answer.lines().forEach(System.out::println);
            return answer.exitCode();
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return EX_USAGE;
        } catch (RuntimeException failed) {
            System.err.println(words[0] + " failed: " + failed.getMessage());
            return FAILED;
        }
    }

    /** {@code --name value} pairs, {@code --flag}s, and the word right after the command under {@link #WHAT}. */
    static Map<String, String> options(String... words) {
        var options = new HashMap<String, String>();
        int first = words.length > 1 && !words[1].startsWith("--") ? 2 : 1;
        if (first == 2)
            options.put(WHAT, words[1]);
        for (int i = first; i < words.length; i++) {
            var name = words[i].startsWith("--") ? words[i].substring(2) : "";
            boolean flag = FLAGS.contains(name);
            if (name.isEmpty() || !flag && i + 1 == words.length)
                throw new IllegalArgumentException("options are pairs: --name value");
            options.put(name, flag ? "true" : words[++i]);
        }
        return options;
    }
}
