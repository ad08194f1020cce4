package com.oraclelumira.api.deploy;

import java.net.URI;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The look that the pipeline takes at a deployed API, taken at this one. */
@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("DEP-6")
class SmokeOfTheApplicationTest {
    @TestHTTPResource
    URI base;

    @Test
    void the_api_is_what_the_smoke_test_wants_it_to_be() {
        var ran = smoke("unknown");
        assertThat(ran.exit()).as(ran.output()).isZero();
    }

    @Test
    void another_commit_is_not_taken_for_it() {
        var ran = smoke("unknow");
        assertThat(ran.exit()).as(ran.output()).isEqualTo(1);
        assertThat(ran.output().lines().filter(line -> line.startsWith("FAILED"))).singleElement().asString()
                .contains("of commit unknow: 200 UP unknown");
    }

    private Script.Ran smoke(String commit) {
        return new Script("coolify/smoke.sh").run(Map.of("API_URL", base.toString(), "SMOKE_SECONDS", "0"), commit);
    }
}
