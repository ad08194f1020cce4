package com.oraclelumira.api.tracing;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("INF-6")
class TracesTest {
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void without_a_collector_everything_is_done_and_nothing_recorded() {
        var off = Untraced.TRACES;
        off.job("event", "lumira.event.id", "evt_1", () -> {
            done.incrementAndGet();
            assertThat(off.call("find orders")).isSameAs(Span.NONE);
        });
        assertThat(off.on()).isFalse();
        assertThat(off.request("GET").with("a", "b").named("c").traceparent()).isNull();
        assertThat(done).hasValue(1);
    }

    @Test
    void a_share_of_the_jobs_is_sent_and_each_of_them_whole() {
        try (var collector = new Collector()) {
            var traces = Untraced.traces(collector.endpoint(), 0.25);
            for (int n = 0; n < 400; n++)
                work(traces);
            traces.stop();
            assertThat(done).hasValue(400);
            // 100 are to be expected; each bound is six standard deviations away
            assertThat(collector.spans("event")).hasSizeBetween(48, 152);
            assertThat(collector.spans("find orders")).hasSameSizeAs(collector.spans("event"))
                    .allSatisfy(call -> assertThat(collector.ofTrace(call.trace())).hasSize(2));
            assertThat(collector.keys()).containsOnly("se,ret+1");
            assertThat(collector.resource()).containsExactlyInAnyOrderEntriesOf(java.util.Map.of("service.name",
                    "oracle-lumira-api", "service.version", "abc", "deployment.environment.name", "production"));
        }
    }

    @Test
    void a_share_of_none_sends_nothing() {
        try (var collector = new Collector()) {
            var traces = Untraced.traces(collector.endpoint(), 0);
            work(traces);
            traces.stop();
            assertThat(collector.spans()).isEmpty();
        }
    }

    @Test
    void what_no_request_and_no_job_asks_for_is_no_trace() {
        try (var collector = new Collector()) {
            var traces = Untraced.traces(collector.endpoint(), 1);
            work(traces);
            traces.call("find leases").end(false);
            traces.stop();
            assertThat(collector.spans()).extracting(Collector.Received::name).containsExactlyInAnyOrder("event",
                    "find orders");
        }
    }

    @Test
    void a_collector_that_is_away_costs_the_work_nothing() {
        var traces = Untraced.traces(URI.create("http://127.0.0.1:1"), 1);
        work(traces);
        traces.stop();
        assertThat(done).hasValue(1);
    }

    private void work(Traces traces) {
        traces.job("event", "lumira.event.id", "evt_1", () -> {
            traces.call("find orders").end(false);
            done.incrementAndGet();
        });
    }
}
