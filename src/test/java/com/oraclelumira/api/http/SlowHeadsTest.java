package com.oraclelumira.api.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The clock of one connection, without waiting for it; SlowClientsTest has real ones. */
@Tag("SEC-8")
class SlowHeadsTest {
    private final SlowHeads slow = new SlowHeads(Duration.ofSeconds(10), new SimpleMeterRegistry());
    private final EmbeddedChannel connection = accepted();

    @Test
    void ten_seconds_from_the_connection_to_the_first_head() {
        after(9_999);
        assertThat(connection.isOpen()).isTrue();
        after(1);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void none_while_a_request_is_under_way_or_between_two() {
        long first = watch().headArrived();
        bytes();
        after(60_000);
        watch().answered(first);
        after(60_000);
        assertThat(connection.isOpen()).isTrue();
        bytes();
        after(10_000);
        assertThat(connection.isOpen()).isFalse();
    }

    /** The thread that answers is not the connection's: by the time it says so the next request may be here. */
    @Test
    void a_late_word_of_an_earlier_answer_starts_no_clock() {
        long first = watch().headArrived();
        long second = watch().headArrived();
        watch().answered(first);
        bytes();
        after(60_000);
        assertThat(connection.isOpen()).isTrue();
        watch().answered(second);
        bytes();
        after(10_000);
        assertThat(connection.isOpen()).isFalse();
    }

    private EmbeddedChannel accepted() {
        var channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        channel.freezeTime();
        slow.watch(channel);
        channel.pipeline().fireChannelActive();
        return channel;
    }

    private SlowHeads.Watch watch() {
        return connection.pipeline().get(SlowHeads.Watch.class);
    }

    private void bytes() {
        connection.writeInbound(Unpooled.wrappedBuffer(new byte[]{1}));
    }

    private void after(long millis) {
        connection.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        connection.runScheduledPendingTasks();
    }
}
