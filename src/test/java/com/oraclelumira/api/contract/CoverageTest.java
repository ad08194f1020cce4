package com.oraclelumira.api.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That nothing of v1 was forgotten: {@code recordings/coverage.csv} says which test replays each recorded exchange,
 * {@code defects.csv} which tests prove that a defect is gone. A line that proves nothing fails here.
 */
@Tag("TST-2")
class CoverageTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final Path DEFECTS = Path.of("src/test/resources/defects.csv");
    private static final Pattern TEST = Pattern.compile("([A-Za-z0-9.]+)#(\\w+)");
    /** Defects of configuration and operations: none of our answers shows them. */
    private static final List<Integer> NOT_BEHAVIOUR = List.of(15, 53, 54);

    private record Row(String name, String second, String proof) {
        List<String> tests() {
            return TEST.matcher(proof).results().map(found -> found.group()).toList();
        }
    }

    @Test
    void every_recorded_exchange_is_in_the_table_once() {
        assertThat(recordings().map(Row::name)).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(recordedExchanges()).hasSize(122);
    }

    @Test
    void what_a_page_a_monitor_or_a_machine_really_calls_is_replayed_and_not_explained() {
        recordings().forEach(row -> {
            var request = Recording.of(row.name()).request();
            var caller = Caller.of(request.get("method").textValue(), request.get("path").textValue());
            assertThat(row.second()).as("the caller of " + row.name()).isEqualTo(caller.map(Caller::name).orElse("-"));
            if (caller.isPresent())
                assertThat(row.tests()).as("the test of " + row.name()).isNotEmpty();
        });
    }

    @Test
    void every_call_that_a_page_makes_was_recorded() {
        var called = new TreeSet<>(recordings().map(Row::second).toList());
        var expected = Arrays.stream(Caller.values()).map(Caller::name)
                .filter(name -> !name.equals("M18")).toList(); // never existed, and M17's empty list offers no click
        assertThat(called).containsAll(expected);
    }

    @Test
    void each_named_test_exists_and_each_replay_names_its_recording() {
        recordings().forEach(row -> row.tests().forEach(test -> {
            assertThat(method(test)).as(test + " of " + row.name()).isPresent();
            if (test.startsWith("contract."))
                assertThat(source(test)).as(test).contains('"' + row.name() + '"');
        }));
    }

    @Test
    void every_defect_is_in_the_table_and_proven_gone_unless_no_answer_shows_it() {
        assertThat(defects().map(Row::name)).containsExactlyElementsOf(
                IntStream.rangeClosed(1, 55).mapToObj(String::valueOf).toList());
        defects().forEach(row -> assertThat(row.tests().isEmpty()).as("defect " + row.name())
                .isEqualTo(NOT_BEHAVIOUR.contains(Integer.valueOf(row.name()))));
        assertThat(defects().filter(row -> row.tests().isEmpty())).allMatch(
                row -> row.proof().startsWith("not behaviour: "));
    }

    @Test
    void each_test_of_a_defect_exists_and_says_which_it_is() {
        defects().forEach(row -> row.tests().forEach(test -> {
            var method = method(test);
            assertThat(method).as(test + " of defect " + row.name()).isPresent();
            assertThat(isAbout(method.orElseThrow(), row.name())).as("%s says that it is about defect %s", test,
                    row.name()).isTrue();
        }));
    }

    private static boolean isAbout(Method test, String number) {
        var named = Pattern.compile("defects?_(\\d+_)*?" + number + "_.*").matcher(test.getName()).matches();
        return named || Arrays.stream(test.getAnnotationsByType(Tag.class))
                .anyMatch(tag -> tag.value().equals("defect-" + number));
    }

    private static Optional<Method> method(String test) {
        try {
            var type = Class.forName("com.oraclelumira.api." + test.substring(0, test.indexOf('#')), false,
                    CoverageTest.class.getClassLoader());
            return Stream.<Class<?>>iterate(type, parent -> parent != null, Class::getSuperclass)
                    .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                    .filter(method -> method.getName().equals(test.substring(test.indexOf('#') + 1)))
                    .filter(method -> method.isAnnotationPresent(Test.class)
                            || method.isAnnotationPresent(ParameterizedTest.class))
                    .findFirst();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static String source(String test) {
        return text(Path.of("src/test/java/com/oraclelumira/api",
                test.substring(0, test.indexOf('#')).replace('.', '/') + ".java"));
    }

    private static Stream<Row> recordings() {
        return rows(RECORDINGS.resolve("coverage.csv"), 4).map(cells -> new Row(cells[0], cells[1], cells[3]));
    }

    private static Stream<Row> defects() {
        return rows(DEFECTS, 3).map(cells -> new Row(cells[0], cells[1], cells[2]));
    }

    private static Stream<String[]> rows(Path file, int columns) {
        return text(file).lines().skip(1).map(line -> line.split(",", columns));
    }

    private static List<String> recordedExchanges() {
        try (var files = Files.list(RECORDINGS)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d.*\\.json"))
                    .map(name -> name.replace(".json", "")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
