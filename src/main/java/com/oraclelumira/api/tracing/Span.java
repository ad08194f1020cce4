package com.oraclelumira.api.tracing;

import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work with a beginning and an end. Names and values are ours alone: routes, operations, collections,
 * outcomes, ids of orders and events. Nothing that a customer wrote is one.
 */
public final class Span {
    /** Of what nobody is told. */
    static final Span NONE = new Span(null);

    private final io.opentelemetry.api.trace.@Nullable Span recorded;

    Span(io.opentelemetry.api.trace.@Nullable Span recorded) {
        this.recorded = recorded;
    }

    public Span with(String key, String value) {
        if (recorded != null)
            recorded.setAttribute(key, value);
        return this;
    }

    public Span with(String key, long value) {
        if (recorded != null)
            recorded.setAttribute(key, value);
        return this;
    }

    public Span named(String name) {
        if (recorded != null)
            recorded.updateName(name);
        return this;
    }

    /** Once. */
    public void end(boolean failed) {
        if (recorded == null)
            return;
        if (failed)
            recorded.setStatus(StatusCode.ERROR);
        recorded.end();
    }

    /** How a partner that traces, too, is told what its work belongs to (W3C Trace Context); {@code null} when nobody is. */
    public @Nullable String traceparent() {
        if (recorded == null)
            return null;
        var context = recorded.getSpanContext();
        return "00-%s-%s-%s".formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex());
    }

    /** 32 hexadecimal digits; {@code null} of what nobody is told. */
    @Nullable
    String traceId() {
        return recorded == null ? null : recorded.getSpanContext().getTraceId();
    }

    io.opentelemetry.api.trace.@Nullable Span recorded() {
        return recorded;
    }
}
