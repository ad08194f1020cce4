package com.oraclelumira.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing that stands in for a database, for Stripe or for mail, and no test library, is in what production gets. */
class ProductionArtefactIT {
    private static final Path APP = Path.of(System.getProperty("packaged.app", "target/quarkus-app/quarkus-run.jar"))
            .getParent();
    /** Names of jars, and of classes inside any jar. */
    private static final Pattern FORBIDDEN = Pattern.compile("""
        .*(mongo-java-server|h2-mvstore|h2-\\d|greenmail|junit|assertj|archunit|rest-assured|awaitility|opentest4j\
        |wiremock|mockito|hamcrest|jqwik|mongodb-crypt).*\\.jar\
        |com/oraclelumira/sandbox/.*|de/bwaldvogel/.*|org/h2/.*|com/icegreen/.*|org/junit/.*|junit/.*\
        |org/assertj/.*|com/tngtech/.*|io/restassured/.*|.*IT\\.class|com/oraclelumira/.*Test\\.class""");

    @Test
    @Tag("TST-4")
    @Tag("PAY-1")
    void holds_no_stand_in_and_no_test_library() throws IOException {
        var names = names();
        assertThat(names).contains("com/oraclelumira/api/Main.class").hasSizeGreaterThan(5_000);
        assertThat(names.stream().filter(name -> FORBIDDEN.matcher(name).matches())).isEmpty();
    }

    private static List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var files = Files.walk(APP)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                names.add(APP.relativize(file).toString());
                names.addAll(entries(file));
            }
        }
        return names;
    }

    private static List<String> entries(Path file) throws IOException {
        if (!file.toString().endsWith(".jar")) {
            return List.of();
        }
        try (var jar = new JarFile(file.toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }
}
