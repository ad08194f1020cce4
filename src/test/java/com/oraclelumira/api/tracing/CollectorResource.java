package com.oraclelumira.api.tracing;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** An application whose operator has set a collector. */
public class CollectorResource implements QuarkusTestResourceLifecycleManager {
    static final Collector COLLECTOR = new Collector();

    @Override
    public Map<String, String> start() {
        return Map.of("lumira.traces.endpoint", COLLECTOR.endpoint().toString(), "lumira.traces.headers",
                "api-key=se%2Cret+1,x-team=shop");
    }

    /** Nothing: it ends with the JVM. */
    @Override
    public void stop() {}
}
