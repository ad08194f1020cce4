package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

/** Lines of the checklist and probes of the preflight name each other, and nothing that is not there. */
@Tag("DOC-6")
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class ProbesOfTheChecklistTest {
    private static final Path PURCHASE = Path
            .of("src/main/java/com/oraclelumira/api/preflight/payment/TestPurchase.java");
    private static final Pattern STEP = Pattern.compile("\"(payment-[a-z]+)\"");
    private static final List<String> OF_A_PURCHASE = List.of("GO-1", "PAY-6");

    @Inject
    @All
    List<Group> inside;

    private final Checklist checklist = Checklist.read();

    @Test
    void every_probe_bears_on_the_lines_that_it_says_and_every_line_names_probes_that_exist() throws IOException {
        var known = new TreeMap<String, List<String>>();
        probes().forEach(probe -> known.put(probe.id(), probe.lines().stream().sorted().toList()));
        for (var step : STEP.matcher(Files.readString(PURCHASE)).results().toList())
            known.put(step.group(1), OF_A_PURCHASE);
        assertThat(bound()).containsExactlyEntriesOf(known);
    }

    private Map<String, List<String>> bound() {
        var bound = new TreeMap<String, List<String>>();
        for (var line : checklist.lines().toList())
            for (var probe : line.probes())
                bound.merge(probe, List.of(line.id()), ProbesOfTheChecklistTest::both);
        return bound;
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.of(some, others).flatMap(List::stream).sorted().toList();
    }

    private List<Probe> probes() {
        try (var outside = new Outside(Target.of(Map.of("url", "https://api.example"), false), Clock.systemUTC())) {
            return Stream.of(inside, outside.groups()).flatMap(List::stream).flatMap(group -> group.probes().stream())
                    .toList();
        }
    }
}
