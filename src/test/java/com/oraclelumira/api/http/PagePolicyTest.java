package com.oraclelumira.api.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-9")
class PagePolicyTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates/pages");

    @ParameterizedTest
    @ValueSource(strings = {"/api/users/auth/link/made-up", "/api/users/email-change/made-up"})
    void a_page_may_use_our_style_sheet_and_post_its_form_and_nothing_else(String path) {
        var answer = new Shop().request().accept("text/html").get(path);

        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.headers().getValues("Content-Security-Policy")).containsExactly(
                "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
                        + "form-action 'self' https://oraclelumira.com");
        assertThat(answer.asString()).contains("<link rel=\"stylesheet\" href=\"/assets/lumira.css\">");
    }

    @Test
    void no_page_has_anything_that_its_policy_would_stop() throws IOException {
        try (var pages = Files.list(TEMPLATES)) {
            assertThat(pages).isNotEmpty().allSatisfy(page -> assertThat(Files.readString(page)).doesNotContainPattern(
                    "(?i)<script|<style|<base|<object|<iframe|<img|\\s(style|on[a-z]+)=|javascript:|data:"));
        }
    }

    @Test
    void no_policy_allows_what_is_inline_or_anywhere() {
        for (var policy : new String[]{PagePolicy.plain(), PagePolicy.withForm("https://app.example")}) {
            assertThat(policy).startsWith("default-src 'none'; ").contains("base-uri 'none'", "frame-ancestors 'none'",
                    "form-action ").doesNotContain("unsafe", "*", "http:", "data:");
        }
    }
}
