package com.oraclelumira.api.ops;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What exists only with ENABLE_DEBUG_ROUTES=true, which production refuses. Otherwise nothing is registered, so that
 * every method gets exactly the answer of an unknown path. Checklist: SEC-6.
 */
@Singleton
class DebugRoutes {
    private final boolean enabled;
    private final String customerApp;

    DebugRoutes(@ConfigProperty(name = "lumira.debug-routes") boolean enabled,
            @ConfigProperty(name = "lumira.cors-origins") List<String> origins) {
        this.enabled = enabled;
        this.customerApp = origins.getFirst();
    }

    void register(@Observes Router router) {
        if (enabled) {
            router.get("/demo").order(0).handler(context -> context.response().setStatusCode(303)
                    .putHeader("Location", customerApp + "/demo").end());
        }
    }
}
