package com.oraclelumira.api.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;
import com.oraclelumira.api.preflight.outside.Outside;
import com.oraclelumira.api.preflight.outside.Target;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/runbook/preflight.md lists every probe as the code has it; {@code -Dwrite.preflight=true} writes the list. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("DOC-6")
class PreflightPageTest {
    private static final Path RUNBOOK = Path.of("docs/runbook");
    private static final Path PAGE = RUNBOOK.resolve("preflight.md");
    private static final String HEAD = "| asked | probe | lines | what should be so | page |\n|---|---|---|---|---|\n";

    @Inject
    @All
    List<Group> inside;

    @Test
    void the_page_lists_each_probe() throws IOException {
        var page = Files.readString(PAGE);
        var list = HEAD + rows();
        var text = page.contains(HEAD) ? page.substring(0, page.indexOf(HEAD)) : page + "\n";
        if (Boolean.getBoolean("write.preflight"))
            Files.writeString(PAGE, text + list);
        assertThat(Files.readString(PAGE)).isEqualTo(text + list);
    }

    @Test
    void each_has_a_name_of_its_own_a_sentence_and_a_page() {
        var ids = new HashSet<String>();
        probes().forEach((probe, asked) -> {
            assertThat(probe.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(ids.add(probe.id())).as("twice: " + probe.id()).isTrue();
            assertThat(probe.sentence()).as(probe.id()).matches("[A-Z].* should .*\\.");
            assertThat(probe.lines()).as(probe.id()).allMatch(line -> line.matches("[A-Z]{2,3}-[1-9]"));
            assertThat(RUNBOOK.resolve(probe.page())).exists();
        });
    }

    private String rows() {
        return probes().entrySet().stream()
                .map(each -> "| %s | `%s` | %s | %s | [%s](%s) |\n".formatted(each.getValue(), each.getKey().id(),
                        String.join(", ", each.getKey().lines()), each.getKey().sentence(),
                        each.getKey().page().replaceAll("\\.md$", ""), each.getKey().page()))
                .collect(Collectors.joining());
    }

    /** In the order of the list, each with where it is asked. */
    private Map<Probe, String> probes() {
        var all = new LinkedHashMap<Probe, String>();
        var target = Target.of(Map.of("url", "https://api.example"), false);
        try (var outside = new Outside(target, Clock.systemUTC())) {
            outside.groups().forEach(group -> group.probes().forEach(probe -> all.put(probe, "outside")));
        }
        var sorted = new ArrayList<>(inside);
        sorted.sort(Comparator.comparing(Group::name));
        sorted.forEach(group -> group.probes().forEach(probe -> all.put(probe, "inside")));
        return all;
    }
}
