package com.oraclelumira.api.http;

import jakarta.inject.Singleton;

import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives a request the name by which the server's metrics know it, where no resource method did: calls that were refused
 * before one, pages that are none. The metrics would take the path itself, so any caller could make series for ever.
 */
@Singleton
class RouteNames {
    static final String UNKNOWN = "/{unknown}";
    private static final String DOCS = "/docs";
    private static final String DOCS_FILE = DOCS + "/{file}";

    private final KnownPaths paths;

    RouteNames(KnownPaths paths) {
        this.paths = paths;
    }

    /** Before the answer's end, which is counted; a name that is there already stays. */
    void give(RoutingContext context) {
        var metric = HttpRequestMetric.getRequestMetric(context);
        if (metric != null && metric.applyTemplateMatching(null) == null)
            metric.setTemplatePath(name(context.request().path()));
    }

    /** One of a bounded set. */
    String name(String path) {
        if (path == null)
            return UNKNOWN;
        return path.startsWith(DOCS) ? DOCS_FILE : paths.template(path).orElse(UNKNOWN);
    }
}
