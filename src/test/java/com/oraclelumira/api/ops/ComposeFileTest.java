package com.oraclelumira.api.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** What docker-compose.yml promises, as written; .ci/containers runs it. */
class ComposeFileTest {
    /** Fixed by the image, or made of the database's own variables. */
    private static final Set<String> NOT_PASSED_ON = Set.of("PORT", "MANAGEMENT_PORT", "COMMIT_SHA");
    private static final Set<String> SECRET_WORDS = Set.of("SECRET", "PASSWORD", "KEY", "CODE", "TOKEN", "URI");

    private static Map<String, Map<String, Object>> services;
    private static Map<String, Map<String, Object>> networks;

    @BeforeAll
    static void read() throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
        services = nested(file.get("services"));
        networks = nested(file.get("networks"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> nested(Object value) {
        return (Map<String, Map<String, Object>>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(Map<String, Object> service) {
        return (Map<String, Object>) service.getOrDefault("environment", Map.of());
    }

    @Test
    @Tag("DEP-4")
    void the_api_gets_every_variable_of_the_rules_and_no_other() {
        var expected = new TreeSet<>(EnvironmentRules.VARIABLES.stream().map(Variable::name).toList());
        expected.removeAll(NOT_PASSED_ON);
        assertThat(new TreeSet<>(environment(services.get("api")).keySet())).isEqualTo(expected);
    }

    @Test
    @Tag("SEC-1")
    void no_secret_stands_in_the_file() {
        services.forEach((name, service) -> environment(service).forEach((variable, value) -> {
            if (SECRET_WORDS.stream().anyMatch(variable::contains))
                assertThat(value.toString()).describedAs(name + ": " + variable).contains("${");
        }));
    }

    @Test
    @Tag("INF-5")
    @Tag("INF-6")
    void every_container_is_locked_down_limited_and_rotates_its_log() {
        services.forEach((name, service) -> {
            assertThat(service).describedAs(name).containsEntry("read_only", true)
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true"))
                    .containsKeys("mem_limit", "cpus", "pids_limit");
            assertThat(service.get("logging").toString()).describedAs(name).contains("max-size", "max-file");
        });
    }

    @Test
    @Tag("INF-2")
    void every_container_that_runs_without_a_profile_has_a_health_check() {
        assertThat(services.entrySet().stream().filter(each -> !each.getValue().containsKey("profiles")))
                .hasSize(3).allSatisfy(each -> assertThat(each.getValue()).containsKey("healthcheck"));
    }

    @Test
    @Tag("SEC-3")
    @Tag("INF-3")
    void the_database_is_on_an_internal_network_alone_and_publishes_nothing() {
        var mongo = services.get("mongo");
        assertThat(mongo).doesNotContainKey("ports").containsEntry("networks", List.of("data"));
        assertThat(networks.get("data")).containsEntry("internal", true);
    }

    /** At the first start the image makes its users in a server that listens on 127.0.0.1 alone and then goes away. */
    @Test
    @Tag("INF-2")
    void the_database_is_not_healthy_while_its_image_still_makes_the_users() {
        assertThat(services.get("mongo").get("healthcheck").toString()).contains("mongodb://mongo:27017/")
                .doesNotContain("127.0.0.1", "localhost");
    }

    @Test
    @Tag("SEC-3")
    void what_is_published_listens_on_loopback() {
        services.values().stream().flatMap(service -> ((List<?>) service.getOrDefault("ports", List.of())).stream())
                .forEach(port -> assertThat(port.toString())
                        .containsPattern("^(127\\.0\\.0\\.1|\\$\\{API_BIND:-127\\.0\\.0\\.1}):"));
    }
}
