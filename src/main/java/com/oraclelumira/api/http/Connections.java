package com.oraclelumira.api.http;

import java.net.InetSocketAddress;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Gives every connection of the public port its {@link BareAnswers}, {@link OtherMethods} and {@link SlowHeads}. Neither Vert.x's handler of invalid requests nor its
 * connections can be reached once Quarkus has made the server, so the way goes through the channel that accepts them.
 */
@Singleton
class Connections {
    private final Vertx vertx;
    private final HttpServer server;
    private final Problems problems;
    private final SecurityHeaders security;
    private final TrustedProxies proxies;
    private final SlowHeads slow;

    Connections(Vertx vertx, HttpServer server, Problems problems, SecurityHeaders security, TrustedProxies proxies,
            SlowHeads slow) {
        this.vertx = vertx;
        this.server = server;
        this.problems = problems;
        this.security = security;
        this.proxies = proxies;
        this.slow = slow;
    }

    void accompany(@ObservesAsync HttpServerStart started) {
        ((VertxInternal) vertx).getAcceptorEventLoopGroup().forEach(executor -> {
            var loop = (SingleThreadEventLoop) executor;
            loop.execute(() -> loop.registeredChannelsIterator().forEachRemaining(this::accompany));
        });
    }

    private void accompany(Channel listening) {
        if (listening.localAddress() instanceof InetSocketAddress address && address.getPort() == server.getPort()) {
            listening.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object accepted) {
                    ((Channel) accepted).pipeline().addLast(new UntilConfigured());
                    slow.watch((Channel) accepted);
                    context.fireChannelRead(accepted);
                }
            });
        }
    }

    /** Waits for the first bytes, because only by then the server has put its own handlers in. */
    private final class UntilConfigured extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            var encoder = context.pipeline().context(HttpResponseEncoder.class);
            var decoder = context.pipeline().context(HttpRequestDecoder.class);
            if (encoder != null && decoder != null) {
                context.pipeline().addAfter(decoder.name(), null, new OtherMethods());
                var peer = (InetSocketAddress) context.channel().remoteAddress();
                context.pipeline().addAfter(encoder.name(), null,
                        new BareAnswers(problems, security, proxies.contains(peer.getAddress())));
                context.pipeline().remove(this);
            }
            context.fireChannelRead(bytes);
        }
    }
}
