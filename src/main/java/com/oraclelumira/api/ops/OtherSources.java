package com.oraclelumira.api.ops;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.oraclelumira.api.ops.Environment.Mode;

/**
 * The ways round the rules that the framework leaves open: it also reads a {@code .env} file and
 * {@code config/application.properties} of the working directory, and takes any of its settings from QUARKUS_*
 * variables and system properties.
 */
final class OtherSources {
    private static final String DOT_ENV = ".env";
    private static final String PROPERTIES = "config/application.properties";
    private static final Pattern FRAMEWORK_NAME = Pattern.compile(
            "(?:[_%][A-Z0-9_,]+[_.])?(?:QUARKUS|SMALLRYE|LUMIRA|MP)[_.].*",
            Pattern.CASE_INSENSITIVE);

    private OtherSources() {}

    /** The variables with those of a {@code .env} file under them, exactly as the framework will see them. */
    static Map<String, String> withDotEnv(Map<String, String> environment, Path directory) {
        Path file = directory.resolve(DOT_ENV);
        if (!Files.isRegularFile(file)) {
            return environment;
        }
        var merged = new HashMap<String, String>();
        Properties properties = read(file);
        properties.stringPropertyNames().forEach(name -> merged.put(name, properties.getProperty(name)));
        merged.putAll(environment);
        return merged;
    }

    private static Properties read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of variables and system properties that would set something past the rules. */
    static List<Fault> foreignNames(Collection<String> variables, Collection<String> systemProperties) {
        var ours = EnvironmentRules.VARIABLES.stream().map(Variable::name).toList();
        var named = variables.stream().filter(OtherSources::isFrameworkName);
        var set = systemProperties.stream().filter(name -> isFrameworkName(name) || ours.contains(name));
        return Stream.concat(named, set).sorted().distinct().map(name -> new Fault(name,
                "sets the framework past the rules of this table: use the table's variables, in the environment"))
                .toList();
    }

    private static boolean isFrameworkName(String name) {
        return FRAMEWORK_NAME.matcher(name).matches() && !EnvironmentRules.isFormer(name);
    }

    static List<Fault> files(Path directory, Mode mode) {
        var forbidden = mode == Mode.DEVELOPMENT ? List.of(PROPERTIES) : List.of(DOT_ENV, PROPERTIES);
        return forbidden.stream().filter(name -> Files.isRegularFile(directory.resolve(name)))
                .map(name -> new Fault(name, "would be read from the working directory: set variables instead"))
                .toList();
    }
}
