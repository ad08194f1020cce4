package com.oraclelumira.api.ops;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("DOC-6")
class ExpertCommandsTest {
    @Inject
    ExpertCreateCommand create;

    @Inject
    ExpertDisableCommand disable;

    @Inject
    ExpertResetCommand reset;

    @Inject
    ExpertInviteCommand invite;

    private final String email = "cli." + UUID.randomUUID() + "@example.com";

    @Test
    void an_expert_is_made_disabled_and_let_in_again() {
        var made = create.run(Map.of("email", email, "name", "Nora", "role", "admin"));
        assertThat(made).hasSize(2);
        var password = made.getLast().substring("Password: ".length());
        login(password).then().statusCode(200);
        disable.run(Map.of("email", email));
        login(password).then().statusCode(400);
        var second = reset.run(Map.of("email", email)).getLast().substring("Password: ".length());
        assertThat(second).isNotEqualTo(password);
        login(password).then().statusCode(400);
        login(second).then().statusCode(200);
    }

    @Test
    @Tag("SEC-1")
    void a_password_comes_by_standard_input_and_never_by_an_argument() {
        assertThatThrownBy(() -> create.run(Map.of("email", email, "name", "Nora", "password", "on-the-command-line")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("on-the-command-line");
        var standard = System.in;
        try {
            System.setIn(new ByteArrayInputStream("typed by hand 1\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(create.run(Map.of("email", email, "name", "Nora", "password", "stdin"))).hasSize(1);
        } finally {
            System.setIn(standard);
        }
        login("typed by hand 1").then().statusCode(200);
    }

    @Test
    void an_invitation_from_the_command_line_opens_the_registration() {
        var code = invite.run(Map.of()).getFirst().substring("Invitation code: ".length());
        new Shop().request()
                .body(Map.of("email", email, "password", Desk.PASSWORD, "name", "Nora", "invitationCode", code))
                .post("/api/expert/register").then().statusCode(201).body("expert.role", equalTo("expert"));
    }

    @Test
    void wrong_options_are_a_sentence() {
        for (var options : java.util.List.of(Map.<String, String>of(), Map.of("email", email),
                Map.of("email", email, "name", "N", "role", "owner")))
            assertThatThrownBy(() -> create.run(options)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> disable.run(Map.of("email", "nobody@example.com")))
                .hasMessage("no expert has this address");
    }

    private Response login(String password) {
        return new Shop().request().body(Map.of("email", email, "password", password)).post("/api/expert/login");
    }
}
