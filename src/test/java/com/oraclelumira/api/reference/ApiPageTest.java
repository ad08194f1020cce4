package com.oraclelumira.api.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("DOC-2")
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class ApiPageTest {
    private static final Path PAGE = Path.of("docs/runbook/api.md");

    /** Run with -Dwrite.api=true to bring the page up to date. */
    @Test
    void the_runbook_shows_what_the_document_says() throws IOException {
        var current = new ApiPage(Description.read()).text();
        if (Boolean.getBoolean("write.api"))
            Files.writeString(PAGE, current);
        assertThat(Files.readString(PAGE)).isEqualTo(current);
    }
}
