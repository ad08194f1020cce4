package com.oraclelumira.api.notifications;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("COM-5")
@Tag("MON-6")
class ChatAlertsPageTest {
    private static final Pattern USES_ALERTS = Pattern.compile("\\b(Alerts|Condition) \\w+");
    private static final Pattern NAME = Pattern.compile("(?<=watch\\()\"(\\w+)\"|\"((?:[A-Z][a-z0-9]+){2,})\"");
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| [^|]+ \\| [^|]+ \\|$", Pattern.MULTILINE);

    @Test
    void the_page_says_of_every_alert_when_it_comes_and_when_it_is_over() throws IOException {
        var inCode = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                var text = Files.readString(file);
                if (USES_ALERTS.matcher(text).find())
                    NAME.matcher(text).results()
                            .forEach(name -> inCode.add(name.group().replace("\"", "")));
            }
        }
        assertThat(ROW.matcher(Files.readString(Path.of("docs/runbook/chat-alerts.md"))).results()
                .map(row -> row.group(1))).hasSizeGreaterThan(10).containsExactlyInAnyOrderElementsOf(inCode);
    }
}
