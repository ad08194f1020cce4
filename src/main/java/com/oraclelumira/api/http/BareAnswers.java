package com.oraclelumira.api.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/**
 * Completes, on one connection, what the HTTP server answers by itself before any router sees the request: bare status
 * lines for what is no HTTP, for addresses with characters that no URI may have, and for too much of either.
 */
class BareAnswers extends ChannelOutboundHandlerAdapter {
    private final Problems problems;
    private final SecurityHeaders security;
    private final boolean byProxy;

    /** @param byProxy whether a trusted proxy is at the other end */
    BareAnswers(Problems problems, SecurityHeaders security, boolean byProxy) {
        this.problems = problems;
        this.security = security;
        this.byProxy = byProxy;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse answer && isBareRefusal(answer)) {
            var complete = complete(answer.status().code());
            ReferenceCountUtil.release(answer);
            // the body also goes to a HEAD, which nobody can recognise in what cannot be read: so it comes last
            context.write(complete, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.write(message, promise);
        }
    }

    private static boolean isBareRefusal(HttpResponse answer) {
        var kind = answer.status().codeClass();
        return (kind == HttpStatusClass.CLIENT_ERROR || kind == HttpStatusClass.SERVER_ERROR)
                && !answer.headers().contains(RequestId.HEADER);
    }

    private FullHttpResponse complete(int status) {
        var requestId = RequestId.random();
        var problem = problems.unread(status, requestId);
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.status()), Unpooled.wrappedBuffer(problem.body()));
        problem.headers().forEach(answer.headers()::set);
        answer.headers().set(RequestId.HEADER, requestId)
                .set(HttpHeaderNames.CONTENT_LENGTH, problem.body().length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        security.complete(answer.headers(), byProxy);
        return answer;
    }
}
