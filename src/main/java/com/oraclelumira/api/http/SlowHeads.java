package com.oraclelumira.api.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Closes connections whose next request does not get ready: the head of the first must be there soon after connecting,
 * that of another soon after its first byte. The server below knows only an idle time-out, which a byte a minute defeats.
 */
@Singleton
class SlowHeads {
    private final Duration deadline;
    private final Counter closed;

    SlowHeads(@ConfigProperty(name = "lumira.http.head-deadline") Duration deadline, MeterRegistry metrics) {
        this.deadline = deadline;
        this.closed = metrics.counter("lumira.http.slow.heads");
    }

    /** From the moment when it was accepted. */
    void watch(Channel connection) {
        connection.pipeline().addFirst(new Watch());
    }

    // after RequestEntry: a head that is refused does not count
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).handler(SlowHeads::arrived);
    }

    private static void arrived(RoutingContext exchange) {
        var channel = ((ConnectionBase) exchange.request().connection()).channel();
        var watch = channel.pipeline().get(Watch.class);
        if (watch != null) {
            long request = watch.headArrived();
            exchange.addEndHandler(_ -> watch.answered(request));
        }
        exchange.next();
    }

    /** Of one connection, on its own thread. */
    final class Watch extends ChannelInboundHandlerAdapter {
        private ScheduledFuture<?> end;
        private final AtomicLong underWay = new AtomicLong();
        private long count;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            begin(context);
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (underWay.get() == 0 && end == null)
                begin(context);
            context.fireChannelRead(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            cancel();
            context.fireChannelInactive();
        }

        private void begin(ChannelHandlerContext context) {
            end = context.executor().schedule(() -> {
                closed.increment();
                context.close();
            }, deadline.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** The number of this request. */
        long headArrived() {
            underWay.set(++count);
            cancel();
            return count;
        }

        /** Told by the thread that answered, perhaps when the next request is under way already. */
        void answered(long request) {
            underWay.compareAndSet(request, 0);
        }

        private void cancel() {
            if (end != null)
                end.cancel(false);
            end = null;
        }
    }
}
