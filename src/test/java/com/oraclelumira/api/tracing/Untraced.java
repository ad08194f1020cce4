package com.oraclelumira.api.tracing;

import java.net.URI;
import java.util.Optional;

/** Traces as they are where nobody set a collector, and as a test may have them. */
public final class Untraced {
    public static final Traces TRACES = traces(null, 1);

    private Untraced() {}

    static Traces traces(URI endpoint, double ratio) {
        return new Traces(new TraceConfig() {
            @Override
            public Optional<URI> endpoint() {
                return Optional.ofNullable(endpoint);
            }

            @Override
            public Optional<String> headers() {
                return Optional.of("api-key=se%2Cret+1,x-team=shop");
            }

            @Override
            public double ratio() {
                return ratio;
            }
        }, "production", "abc");
    }
}
