package com.oraclelumira.api.http;

import java.util.Set;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Gives every method that a caller invents the same name, before the server's metrics see it: they keep a timer for each
 * name, and the registry remembers even names that a filter of its own replaces. Such calls are 405 all the same.
 */
class OtherMethods extends ChannelInboundHandlerAdapter {
    private static final HttpMethod OTHER = HttpMethod.valueOf("OTHER");
    private static final Set<HttpMethod> KNOWN = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
            HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS, HttpMethod.TRACE,
            HttpMethod.CONNECT);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && !KNOWN.contains(request.method()))
            request.setMethod(OTHER);
        context.fireChannelRead(message);
    }
}
