package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.oraclelumira.sandbox.AppSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** The report as the package makes it, of files that are years old: so it is NO-GO on any day. */
@Tag("DOC-6")
class GoLiveReportIT {
    @Test
    void the_package_has_the_checklist_and_needs_no_configuration_to_report_on_it(@TempDir Path folder)
            throws IOException {
        var proofs = new Proofs(folder);
        proofs.examination().put("at", "2020-01-01T00:00:00Z");
        var command = AppSettings.ofThisBuild().in(folder).arguments("preflight", "report", "--results",
                proofs.results(), "--tests", proofs.tests());
        try (var report = command.start()) {
            assertThat(report.awaitExit(Duration.ofSeconds(40))).describedAs(report.output()).isOne();
            assertThat(report.output()).startsWith("NO-GO: ").contains("Written: go-live.html")
                    .doesNotContainIgnoringCase("quarkus");
        }
        assertThat(Files.readString(folder.resolve("go-live.html"))).contains("✘ NO-GO", ">GO-1</span>", "@page",
                "Résultats de plus de 24 heures", "1 janvier 2020", ">SIGN-3</span>");
    }
}
