package com.oraclelumira.api.ops;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.oraclelumira.api.ops.Environment.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/** One table, four places: the rules, .env.example, configuration.md and application.properties say the same. */
class EnvironmentRulesDocumentationTest {
    private static final Path PAGE = Path.of("docs/runbook/configuration.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^# (.+)\n(#?)([A-Z0-9_]+)=(.*)$");
    private static final Pattern USED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
    private static final List<String> NAMES = EnvironmentRules.VARIABLES.stream().map(Variable::name).toList();

    /** Run with -Dwrite.configuration=true to bring the page up to date. */
    @Test
    @Tag("SEC-1")
    @Tag("DOC-6")
    void the_page_shows_the_table_of_the_rules() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("| variable |");
        int end = page.indexOf("\n\n", start) + 1;
        String current = page.substring(0, start) + ConfigurationPage.table() + page.substring(end);
        if (Boolean.getBoolean("write.configuration")) {
            Files.writeString(PAGE, current);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(current);
    }

    @Test
    @Tag("DOC-1")
    void the_example_has_each_variable_with_its_meaning() throws IOException {
        var described = new HashMap<String, String>();
        var matcher = EXAMPLE.matcher(Files.readString(Path.of(".env.example")));
        while (matcher.find()) {
            described.put(matcher.group(3), matcher.group(1));
        }
        assertThat(described).containsExactlyInAnyOrderEntriesOf(meanings());
    }

    private static Map<String, String> meanings() {
        var meanings = new HashMap<String, String>();
        EnvironmentRules.VARIABLES.forEach(variable -> meanings.put(variable.name(), variable.meaning()));
        return meanings;
    }

    @Test
    @Tag("DEP-4")
    void the_example_is_good_for_development_and_refused_in_production() throws IOException {
        var example = new HashMap<String, String>();
        properties(Path.of(".env.example")).forEach((name, value) -> example.put((String) name, (String) value));
        assertThat(EnvironmentRules.faults(new Environment(example))).isEmpty();
        example.put("APP_ENV", "production");
        assertThat(EnvironmentRules.faults(new Environment(example))).extracting(Fault::variable)
                .contains("JWT_SECRET", "STRIPE_SECRET_KEY", "CORS_ORIGIN");
    }

    @Test
    @Tag("SEC-1")
    void the_framework_reads_each_variable_and_no_other() throws IOException {
        var used = new TreeSet<String>();
        USED.matcher(Files.readString(Path.of("src/main/resources/application.properties"))).results()
                .forEach(found -> used.add(found.group(1)));
        assertThat(used).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @ParameterizedTest
    @EnumSource
    void the_framework_has_the_same_defaults(Mode mode) throws IOException {
        var properties = properties(Path.of("src/main/resources/application.properties"));
        var config = new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(asMap(properties), "packaged", 250))
                .withDefaultValue("APP_ENV", mode.name().toLowerCase(Locale.ROOT)).build();
        for (Variable variable : EnvironmentRules.VARIABLES) {
            String key = keyOf(variable.name(), properties);
            String expected = variable.defaultIn(mode).orElse("").replace("${PORT:8080}", "8080");
            if (!variable.need().equals(Need.ALWAYS) && !variable.name().equals("APP_ENV")) {
                assertThat(config.getConfigValue(key).getValue()).as(key).isEqualTo(expected);
            }
        }
    }

    private static String keyOf(String variable, Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(key -> properties.getProperty(key).startsWith("${" + variable + ":")).findFirst().orElseThrow();
    }

    private static Map<String, String> asMap(Properties properties) {
        var map = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    private static Properties properties(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        }
    }
}
