package com.oraclelumira.api.tracing;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The span of the request or job that this thread works for, and its trace's id in the log lines. */
final class Current {
    private static final String KEY = "lumira.span";
    /** As the platform's own tracing would call it. */
    private static final String MDC_KEY = "traceId";
    private static final ThreadLocal<Span> OF_THREAD = new ThreadLocal<>();

    private Current() {}

    /** A request goes from thread to thread, and its context goes with it; a job stays on its own. */
    static @Nullable Span get() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.<Span>get(KEY).orElse(null) : OF_THREAD.get();
    }

    static void set(Span span) {
        MDC.put(MDC_KEY, span.traceId());
        if (VertxContext.isOnDuplicatedContext())
            ContextLocals.put(KEY, span);
        else
            OF_THREAD.set(span);
    }

    /** @param before what this thread worked for when the job began */
    static void backTo(@Nullable Span before) {
        if (before != null) {
            set(before);
            return;
        }
        MDC.remove(MDC_KEY);
        if (VertxContext.isOnDuplicatedContext())
            ContextLocals.remove(KEY);
        else
            OF_THREAD.remove();
    }
}
