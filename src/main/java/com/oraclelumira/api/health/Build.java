package com.oraclelumira.api.health;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is running here: an operator and the pipeline read from it whether a deployment arrived. */
@Singleton
class Build {
    private final String version;
    private final String commit;
    private final String environment;

    Build(@ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "lumira.commit") String commit,
            @ConfigProperty(name = "lumira.env") String environment) {
        this.version = version;
        this.commit = commit;
        this.environment = environment;
    }

    String version() {
        return version;
    }

    /** The Git revision, {@code "unknown"} when the image was built without COMMIT_SHA. */
    String commit() {
        return commit;
    }

    String environment() {
        return environment;
    }

    long uptimeSeconds() {
        return TimeUnit.MILLISECONDS.toSeconds(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
