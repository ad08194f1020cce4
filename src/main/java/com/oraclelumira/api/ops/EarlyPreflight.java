package com.oraclelumira.api.ops;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import com.oraclelumira.api.ops.OperatorCommand.Answer;
import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.golive.GoLiveReport;
import com.oraclelumira.api.preflight.outside.Outside;
import com.oraclelumira.api.preflight.outside.Target;

/**
 * What of the preflight needs no configuration: Main runs it before the environment is checked, without the framework.
 * {@link PreflightCommand} does the rest.
 */
public final class EarlyPreflight {
    private static final Set<String> EARLY = Set.of("outside", "report");
    private static final int EX_USAGE = 64;
    private static final int FAILED = 1;

    private EarlyPreflight() {}

    public static boolean isPreflight(String... words) {
        return words.length > 0 && words[0].equals(PreflightWords.COMMAND);
    }

    /** The words ask for one of the kinds that run here. */
    public static boolean runsHere(String... words) {
        return isPreflight(words) && words.length > 1 && EARLY.contains(words[1]);
    }

    /** @return the exit code */
    public static int run(Consumer<String> out, Consumer<String> err, String... words) {
        try {
            var options = Operator.options(words);
            var answer = switch (options.get(Operator.WHAT)) {
                case "outside" -> outside(options);
                case "report" -> report(options);
                default -> throw PreflightWords.wrong();
            };
            answer.lines().forEach(out);
            return answer.exitCode();
        } catch (IllegalArgumentException wrong) {
            err.accept(wrong.getMessage());
            return EX_USAGE;
        } catch (RuntimeException failed) {
            err.accept("preflight failed: " + failed.getMessage());
            return FAILED;
        }
    }

    private static Answer outside(Map<String, String> options) {
        PreflightWords.only(options, Target.OPTIONS);
        try (var outside = new Outside(Target.of(options, false), Clock.systemUTC())) {
            return PreflightWords.answer(outside.examine(PreflightWords.examiner()), options);
        }
    }

    private static Answer report(Map<String, String> options) {
        PreflightWords.only(options, GoLiveReport.OPTIONS);
        var written = new GoLiveReport(Clock.systemUTC()).write(options);
        return new Answer(written.lines(), written.exitCode());
    }

    /** Instead of a start that the environment forbids: its faults, and NO-GO. */
    public static int refused(StartCheck check, Consumer<String> out, String... words) {
        var results = PreflightWords.examiner().ask(List.of(new RefusedConfiguration(check)));
        var examination = new Examination(Clock.systemUTC().instant(), "this deployment", "unknown", results);
        var json = Arrays.asList(words).contains("--" + PreflightWords.JSON);
        var answer = PreflightWords.answer(examination, json ? Map.of(PreflightWords.JSON, "true") : Map.of());
        answer.lines().forEach(out);
        return answer.exitCode();
    }
}
