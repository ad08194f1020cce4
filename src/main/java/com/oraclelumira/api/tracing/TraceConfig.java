package com.oraclelumira.api.tracing;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Who is told of spans. The names of the environment are OpenTelemetry's own. */
@ConfigMapping(prefix = "lumira.traces")
interface TraceConfig {
    /** A receiver of OTLP over HTTP, without {@code /v1/traces}; without one nothing is recorded. */
    Optional<URI> endpoint();

    /** {@code name=value}, comma between; values percent-encoded. A vendor's key is one. */
    Optional<String> headers();

    /** How many of the requests and jobs are recorded, from 0 to 1. */
    double ratio();
}
