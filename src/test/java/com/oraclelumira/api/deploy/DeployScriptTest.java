package com.oraclelumira.api.deploy;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.sandbox.PackagedApp;

import static org.assertj.core.api.Assertions.assertThat;

/** What src/deploy/coolify/deploy.sh does with each answer of Coolify's, and how it ends. */
@Tag("DEP-6")
class DeployScriptTest {
    private static final String OLD = "0000000000000000000000000000000000000001";
    private static final String NEW = "0000000000000000000000000000000000000002";
    private static final String NEXT = "POST deploy?uuid=" + CoolifyStub.APPLICATION;
    private static final String SET = "PATCH applications/" + CoolifyStub.APPLICATION;
    private static final String LOOK = "GET applications/" + CoolifyStub.APPLICATION;

    private final Map<String, String> environment = new HashMap<>();
    private CoolifyStub coolify;
    private String output = "";

    @BeforeEach
    void start() {
        coolify = new CoolifyStub(OLD);
        environment.putAll(Map.of("COOLIFY_URL", coolify.url(), "COOLIFY_TOKEN", CoolifyStub.TOKEN,
                "COOLIFY_APPLICATION", CoolifyStub.APPLICATION, "API_URL", coolify.url(), "DEPLOY_SECONDS", "300",
                "DEPLOY_PAUSE", "0.02", "DEPLOY_RETRIES", "1", "DEPLOY_RETRY_PAUSE", "1", "SMOKE_SECONDS", "0"));
    }

    @AfterEach
    void nothing_shows_the_token() {
        coolify.close();
        assertThat(output).doesNotContain(CoolifyStub.TOKEN, CoolifyStub.TOKEN.substring(2));
        assertThat(coolify.tokenInArguments()).as("token among a process's arguments").isFalse();
    }

    private int run(String... arguments) {
        var ran = new Script("coolify/deploy.sh").run(environment, arguments);
        output = ran.output();
        return ran.exit();
    }

    private void wasAskedToDeploy(int times) {
        assertThat(coolify.calls().stream().filter(NEXT::equals)).as(output).hasSize(times);
    }

    private void still(String commit) {
        assertThat(coolify.tag()).as(output).isEqualTo(commit);
        assertThat(coolify.api().commit()).as(output).isEqualTo(commit);
    }

    @Test
    void a_commit_is_deployed_once_coolify_has_finished_and_the_api_says_that_it_is_there() {
        assertThat(run(NEW)).as(output).isZero();

        still(NEW);
        assertThat(coolify.calls()).startsWith(LOOK, SET, NEXT).endsWith("GET deployments/dep1");
        assertThat(output).containsSubsequence("queued", "in_progress", "finished", "ok      /health is up",
                "deploy.done commit=" + NEW + " before=" + OLD);
    }

    @Test
    @Tag("DEP-3")
    @Tag("GO-5")
    void a_rollback_is_a_deployment_of_the_earlier_commit() {
        coolify.tag(NEW);

        assertThat(run("--rollback", OLD)).as(output).isZero();

        still(OLD);
        wasAskedToDeploy(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "cancelled-by-user"})
    void what_coolify_could_not_start_leaves_the_commit_before_with_its_tag(String end) {
        coolify.plan("in_progress", end);

        assertThat(run(NEW)).as(output).isEqualTo(3);

        still(OLD);
        wasAskedToDeploy(1);
        assertThat(output).contains("deployment dep1: " + end, "log in Coolify says why");
    }

    @Test
    void a_skipped_deployment_is_asked_for_again_until_it_is_ours() {
        coolify.skips(2);

        assertThat(run(NEW)).as(output).isZero();

        still(NEW);
        wasAskedToDeploy(3);
        assertThat(coolify.calls()).doesNotContain("GET deployments/of-nobody");
    }

    @Test
    void a_deployment_that_coolify_does_not_know_is_asked_for_again() {
        coolify.refuse(404, "{\"message\":\"Deployment not found.\"}", "deployments/");

        assertThat(run(NEW)).as(output).isZero();

        wasAskedToDeploy(2);
        assertThat(output).contains("does not know its own deployment");
    }

    @Test
    void a_deployment_without_end_is_given_up_and_named() {
        environment.put("DEPLOY_SECONDS", "1");
        coolify.plan("queued", "in_progress");

        assertThat(run(NEW)).as(output).isEqualTo(4);

        assertThat(output).contains("no end after 1 s of deployment dep1", "the tag is now " + NEW,
                "deploy.sh --rollback " + OLD);
    }

    @Test
    void a_deployment_that_never_becomes_ours_is_given_up() {
        environment.put("DEPLOY_SECONDS", "1");
        coolify.skips(Integer.MAX_VALUE);

        assertThat(run(NEW)).as(output).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"401, Unauthenticated.", "403, Missing required permissions: write"})
    void a_refused_token_ends_it_at_once_and_says_which_one_is_needed(int status, String message) {
        coolify.refuse(status, "{\"message\":\"" + message + "\"}", "applications/");

        assertThat(run(NEW)).as(output).isEqualTo(77);

        assertThat(coolify.calls()).containsExactly(LOOK);
        assertThat(output).contains(message, "deploy, read and write");
    }

    @Test
    void an_unknown_application_ends_it_before_anything_changes() {
        environment.put("COOLIFY_APPLICATION", "another");

        assertThat(run(NEW)).as(output).isEqualTo(66);

        assertThat(coolify.calls()).containsExactly("GET applications/another");
        assertThat(output).contains("knows no application another");
    }

    @ParameterizedTest
    @CsvSource({"429, POST deploy?, 2", "500, GET applications/, 2", "503, GET deployments/, 4"})
    void an_answer_that_passes_is_asked_for_again(int status, String call, int times) {
        coolify.refuse(status, "{\"message\":\"Deployment queue is full.\"}", call.split(" ")[1]);

        assertThat(run(NEW)).as(output).isZero();

        still(NEW);
        assertThat(coolify.calls().stream().filter(made -> made.startsWith(call))).hasSize(times);
    }

    @Test
    void a_coolify_that_stays_broken_is_asked_so_often_and_no_more() {
        coolify.refuse(502, "<html>", "deploy?").refuse(502, "<html>", "deploy?");

        assertThat(run(NEW)).as(output).isEqualTo(69);

        wasAskedToDeploy(2);
        assertThat(output).contains("does not answer POST deploy", "(502), asked 2 times", "the tag is now " + NEW);
    }

    @Test
    void a_coolify_that_is_not_there_ends_it() {
        environment.put("COOLIFY_URL", "http://127.0.0.1:" + PackagedApp.freePort());

        assertThat(run(NEW)).as(output).isEqualTo(69);

        assertThat(output).contains("does not answer", "(000), asked 2 times");
    }

    @Test
    @Tag("DEP-3")
    @Tag("GO-5")
    void another_commit_than_the_one_deployed_brings_the_one_before_back() {
        coolify.api().pretendsToBeAnother(NEW);

        assertThat(run(NEW)).as(output).isEqualTo(1);

        still(OLD);
        wasAskedToDeploy(2);
        assertThat(output).contains("FAILED  /health is up and of commit " + NEW + ": 200 UP another",
                "back to " + OLD, OLD + " serves again");
    }

    @Test
    void a_way_back_that_coolify_cannot_start_is_cried_out() {
        coolify.plan("finished").plan("failed").api().pretendsToBeAnother(NEW);

        assertThat(run(NEW)).as(output).isEqualTo(2);

        assertThat(output).contains("THE WAY BACK FAILED", "deployment dep2: failed");
    }

    @Test
    void a_way_back_that_is_not_what_it_should_be_is_cried_out() {
        coolify.api().says("/api/products", 500, "{}");

        assertThat(run(NEW)).as(output).isEqualTo(2);

        wasAskedToDeploy(2);
        assertThat(output).contains("THE WAY BACK FAILED", OLD + " serves again, and is not what it should be");
    }

    @Test
    void a_coolify_that_nobody_understands_on_the_way_back_is_cried_out() {
        coolify.plan("finished").plan("on-holiday").api().pretendsToBeAnother(NEW);

        assertThat(run(NEW)).as(output).isEqualTo(2);

        assertThat(output).contains("THE WAY BACK FAILED");
    }

    @Test
    void a_rollback_does_not_go_back_to_what_it_left() {
        coolify.tag(NEW).api().pretendsToBeAnother(OLD);

        assertThat(run("--rollback", OLD)).as(output).isEqualTo(2);

        wasAskedToDeploy(1);
        assertThat(coolify.tag()).isEqualTo(OLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", NEW})
    void without_another_commit_before_it_there_is_no_way_back(String before) {
        coolify.tag(before).api().pretendsToBeAnother(NEW);

        assertThat(run(NEW)).as(output).isEqualTo(2);

        wasAskedToDeploy(1);
        assertThat(output).contains("no other commit to go back to");
    }

    @Test
    void a_state_that_nobody_knows_ends_it_with_the_tag_told() {
        coolify.plan("in_progress", "on-holiday");

        assertThat(run(NEW)).as(output).isEqualTo(76);

        assertThat(output).contains("does not know: on-holiday", "the tag is now " + NEW);
    }

    @Test
    void what_is_no_coolify_is_not_told_to_change_anything() {
        coolify.refuse(200, "<html>Sign in</html>", "applications/");

        assertThat(run(NEW)).as(output).isEqualTo(76);

        assertThat(coolify.calls()).containsExactly(LOOK);
    }

    @ParameterizedTest
    @CsvSource({"COOLIFY_TOKEN, ''", "COOLIFY_TOKEN, a\"b", "COOLIFY_URL, http://coolify.example",
            "API_URL, ''", "COOLIFY_APPLICATION, ../servers"})
    void what_would_be_called_wrongly_is_not_called(String variable, String value) {
        environment.put(variable, value);

        assertThat(run(NEW)).as(output).isEqualTo(64);

        assertThat(output).contains(variable);
        assertThat(coolify.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000002", "latest", "--rollback", "000000000000000000000000000000000000000G"})
    void only_a_whole_commit_is_deployed(String commit) {
        assertThat(run(commit)).as(output).isEqualTo(64);

        assertThat(coolify.calls()).isEmpty();
    }
}
