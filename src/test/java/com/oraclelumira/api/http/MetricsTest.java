package com.oraclelumira.api.http;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;

import static com.oraclelumira.api.testing.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(MongoResource.class)
class MetricsTest {
    @TestHTTPResource
    URI base;
    @Inject
    MeterRegistry metrics;

    /** Each would be memory for good, and a line of every scrape. */
    @Test
    @Tag("SEC-8")
    @Tag("MON-2")
    void a_caller_cannot_invent_metrics() throws IOException {
        for (int n = 0; n < 20; n++) {
            http().exchange(
                    "INVENTED" + n + " /api/provoke/fine HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            http().exchange("GET /invented/" + n + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            http().exchange(
                    "GET /api/orders/pi_invented" + n + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        }

        await().untilAsserted(() -> assertThat(values("method")).contains("OTHER"));
        assertThat(values("method")).isSubsetOf("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
                "CONNECT", "OTHER");
        assertThat(metrics.getMeters()).noneMatch(meter -> meter.getId().toString().toLowerCase().contains("invented"));
    }

    private Set<String> values(String tag) {
        return metrics.find("http.server.requests").timers().stream().map(timer -> timer.getId().getTag(tag))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private RawHttp http() {
        return new RawHttp(base.getPort());
    }
}
