package com.oraclelumira.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What to start and how. {@code executable} is a jar or a native binary. {@code directory} is its working directory;
 * an empty one keeps a developer's {@code .env} out. {@code echo} gets each line of the output while it comes.
 */
public record AppSettings(Path executable, Map<String, String> environment, Path directory, List<String> flags,
        List<String> arguments, Consumer<String> echo) {
    public AppSettings {
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
        arguments = List.copyOf(arguments);
    }

    /** Runs in the folder of the executable, where nobody keeps settings. */
    public static AppSettings of(Path executable) {
        var absolute = executable.toAbsolutePath();
        return new AppSettings(absolute, Map.of(), absolute.getParent(), List.of(), List.of(), line -> {});
    }

    /** The application that this build has packaged (system property {@code packaged.app}, see pom.xml). */
    public static AppSettings ofThisBuild() {
        return of(Path.of(System.getProperty("packaged.app", "target/quarkus-app/quarkus-run.jar")));
    }

    public AppSettings with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    /** More variables, over those set before. */
    public AppSettings with(Map<String, String> variables) {
        var more = new HashMap<>(environment);
        more.putAll(variables);
        return new AppSettings(executable, more, directory, flags, arguments, echo);
    }

    public AppSettings in(Path workingDirectory) {
        return new AppSettings(executable, environment, workingDirectory, flags, arguments, echo);
    }

    /** JVM flags besides the standard ones. */
    public AppSettings flags(String... more) {
        return new AppSettings(executable, environment, directory, List.of(more), arguments, echo);
    }

    public AppSettings arguments(String... words) {
        return new AppSettings(executable, environment, directory, flags, List.of(words), echo);
    }

    public AppSettings echoing(Consumer<String> lines) {
        return new AppSettings(executable, environment, directory, flags, arguments, lines);
    }

    /** Starts the process; for a port that is not set a free one is chosen. Does not wait: see {@link PackagedApp#awaitReady}. */
    public PackagedApp start() {
        return new PackagedApp(withPort("PORT").withPort("MANAGEMENT_PORT"));
    }

    private AppSettings withPort(String variable) {
        return environment.containsKey(variable) ? this : with(variable, Integer.toString(PackagedApp.freePort()));
    }
}
