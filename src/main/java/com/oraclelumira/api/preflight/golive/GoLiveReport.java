package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.ExaminationJson;

/** The command {@code preflight report}: what preflights and tests said, as one page for who decides. */
public final class GoLiveReport {
    /** What {@link #write} takes. */
    public static final Set<String> OPTIONS = Set.of("results", "tests", "out");
    private static final String DEFAULT_OUT = "go-live.html";
    private static final int GO = 0;
    private static final int NO_GO = 1;

    private final Clock clock;

    public GoLiveReport(Clock clock) {
        this.clock = clock;
    }

    /** @param exitCode 0 GO, 1 NO-GO */
    public record Written(List<String> lines, int exitCode) {}

    /**
     * Writes the page over what was there. Without {@code results} or {@code tests} it says that nothing was looked at.
     * {@link IllegalArgumentException} with a sentence when an option or a file is wrong.
     *
     * @param options of {@link #OPTIONS}: {@code results} (files, with commas), {@code tests} (a file), {@code out}
     */
    public Written write(Map<String, String> options) {
        var examinations = new ArrayList<Examination>();
        for (var file : options.getOrDefault("results", "").split(","))
            if (!file.isBlank())
                examinations.add(read(file.strip(), ExaminationJson::read));
        var tests = Optional.ofNullable(options.get("tests")).map(file -> read(file, TestReport::read));
        var judgement = new Judgement(Checklist.read(), examinations, tests, clock.instant());
        var out = options.getOrDefault("out", DEFAULT_OUT);
        write(out, new ReportPage(judgement).source());
        return new Written(List.of("%s: %s".formatted(judgement.isGo() ? "GO" : "NO-GO", judgement.reason()),
                "Written: " + out), judgement.isGo() ? GO : NO_GO);
    }

    private static <T> T read(String file, Function<String, T> reader) {
        try {
            return reader.apply(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static void write(String out, String page) {
        try {
            Files.writeString(Path.of(out), page);
        } catch (IOException e) {
            throw new IllegalArgumentException(out + " cannot be written", e);
        }
    }
}
