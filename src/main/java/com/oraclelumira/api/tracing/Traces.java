package com.oraclelumira.api.tracing;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a request or a job did, and asked of MongoDB, Stripe and n8n meanwhile, as spans for a collector (OpenTelemetry).
 * Without OTEL_EXPORTER_OTLP_ENDPOINT every call here is one comparison, and no class of the SDK is loaded. INF-6
 */
@Singleton
public class Traces {
    private final @Nullable Recorder recorder;

    Traces(TraceConfig config, @ConfigProperty(name = "lumira.env") String environment,
            @ConfigProperty(name = "lumira.commit") String commit) {
        recorder = config.endpoint().map(endpoint -> new Recorder(endpoint, config, environment, commit)).orElse(null);
    }

    public boolean on() {
        return recorder != null;
    }

    /** A request begins; from here on all that is done for it is part of its trace, on whichever thread. */
    public Span request(String name) {
        return root(name, true);
    }

    /** A job: all that this thread asks for meanwhile is part of its trace. What the work throws is thrown. */
    public void job(String name, String key, String value, Runnable work) {
        if (recorder == null) {
            work.run();
            return;
        }
        var before = Current.get();
        var span = root(name, false).with(key, value);
        try {
            work.run();
        } finally {
            span.end(false);
            Current.backTo(before);
        }
    }

    /** A question to somebody else, as part of what this thread works for; of nothing when that is not traced. */
    public Span call(String name) {
        if (recorder == null)
            return Span.NONE;
        var parent = Current.get();
        return parent == null || parent.recorded() == null
                ? Span.NONE
                : new Span(recorder.child(name, parent.recorded()));
    }

    private Span root(String name, boolean ofRequest) {
        if (recorder == null)
            return Span.NONE;
        var span = new Span(recorder.root(name, ofRequest));
        Current.set(span);
        return span;
    }

    @PreDestroy
    void stop() {
        if (recorder != null)
            recorder.stop();
    }
}
