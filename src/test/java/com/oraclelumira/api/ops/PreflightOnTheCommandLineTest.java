package com.oraclelumira.api.ops;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.preflight.ExaminationJson;
import com.oraclelumira.api.preflight.Mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("DEP-6")
class PreflightOnTheCommandLineTest {
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"", "--url http://api.example", "--url https://api.example/api", "--url api.example",
            "--url https://api.example --sites https://a.example,b.example",
            "--url https://api.example --plain-port 0", "--url https://api.example --mongo-port 65536",
            "--url https://-", "--url https://api.example:99999",
            "--url https://api.example --sites https://desk.1", "--url https://api.example --nonsense 1", "--url",
            "--url https://user:word@api.example"})
    void from_outside_wrong_words_are_answered_by_a_sentence_and_64(String options) {
        var words = ("preflight outside " + options).strip().split(" ");
        assertThat(EarlyPreflight.run(out::add, err::add, words)).isEqualTo(64);
        assertThat(out).isEmpty();
        assertThat(err).singleElement().asString().matches("(?s)(--|usage: |options are pairs).*")
                .doesNotContain("word@");
    }

    @Test
    void from_inside_another_installation_than_its_own_is_not_looked_at() {
        var command = new PreflightCommand(List.of(), null, Clock.systemUTC(), "https://api.example",
                List.of("https://example"), "unknown");
        assertThatThrownBy(() -> command.run(Map.of("url", "https://api.staging.example")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--url must be PUBLIC_URL");
        assertThatThrownBy(() -> command.run(Map.of("url", "https://API.example/", "plain-port", "0")))
                .hasMessageContaining("--plain-port");
    }

    @Test
    void only_what_needs_no_configuration_runs_before_it_is_checked() {
        assertThat(EarlyPreflight.runsHere("preflight", "outside")).isTrue();
        assertThat(EarlyPreflight.runsHere("preflight", "report")).isTrue();
        assertThat(EarlyPreflight.runsHere("preflight", "inside")).isFalse();
        assertThat(EarlyPreflight.runsHere("preflight")).isFalse();
        assertThat(EarlyPreflight.runsHere("replay", "outside")).isFalse();
    }

    @Test
    void a_report_of_nothing_is_written_and_is_no_go(@TempDir Path folder) {
        var page = folder.resolve("go-live.html");
        assertThat(EarlyPreflight.run(out::add, err::add, "preflight", "report", "--out", page.toString())).isOne();
        assertThat(out).first().asString().startsWith("NO-GO: ");
        assertThat(page).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--result a.json", "--results", "--results no-such-file.json", "--tests no-such-file.json"})
    void a_report_with_wrong_words_or_files_is_answered_by_a_sentence_and_64(String options) {
        assertThat(EarlyPreflight.run(out::add, err::add, ("preflight report " + options).split(" "))).isEqualTo(64);
        assertThat(out).isEmpty();
        assertThat(err).singleElement().asString().matches("(?s)(no-such-file.json |usage: |options are pairs).*");
    }

    @Test
    @Tag("SEC-1")
    void an_environment_that_forbids_the_start_is_a_no_go_with_its_rules_and_without_its_values(@TempDir Path empty) {
        var check = StartCheck.of(Map.of("APP_ENV", "production", "JWT_SECRET", "secret-of-mine"), Set.of(), empty);
        assertThat(EarlyPreflight.refused(check, out::add, "preflight", "inside", "--json")).isEqualTo(1);
        var result = ExaminationJson.read(out.getFirst()).results().getFirst();
        assertThat(result.mark()).isEqualTo(Mark.BAD);
        assertThat(result.found()).contains("MONGODB_URI: ", "JWT_SECRET: must have 32 bytes")
                .doesNotContain("secret-of-mine");
        out.clear();
        assertThat(EarlyPreflight.refused(check, out::add, "preflight")).isEqualTo(1);
        assertThat(out.getLast()).contains("NO-GO");
    }
}
