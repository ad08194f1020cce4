package com.oraclelumira.api.tracing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * OpenTelemetry's SDK, loaded only where spans are wanted. They leave in batches, by a thread of the SDK's: what does not
 * fit into its queue, or is not taken within a few seconds, is lost, and nobody ever waits for it.
 */
final class Recorder {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BATCH = Duration.ofSeconds(1);
    private static final long LAST_SECONDS = 2;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    Recorder(URI endpoint, TraceConfig config, String environment, String version) {
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint + "/v1/traces").setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE);
        for (var header : config.headers().orElse("").split(","))
            if (header.indexOf('=') > 0)
                exporter.addHeader(header.substring(0, header.indexOf('=')), value(header));
        var service = Attributes.builder().put("service.name", "oracle-lumira-api").put("service.version", version)
                .put("deployment.environment.name", environment).build();
        provider = SdkTracerProvider.builder().setResource(Resource.create(service))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.ratio())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).setScheduleDelay(BATCH).build()).build();
        tracer = provider.get("com.oraclelumira.api");
    }

    private static String value(String header) {
        return URLDecoder.decode(header.substring(header.indexOf('=') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Of a trace of its own: whoever calls us has no say in what we record. */
    Span root(String name, boolean ofRequest) {
        return tracer.spanBuilder(name).setNoParent().setSpanKind(ofRequest ? SpanKind.SERVER : SpanKind.CONSUMER)
                .startSpan();
    }

    Span child(String name, Span parent) {
        return tracer.spanBuilder(name).setParent(Context.root().with(parent)).setSpanKind(SpanKind.CLIENT)
                .startSpan();
    }

    void stop() {
        provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
    }
}
