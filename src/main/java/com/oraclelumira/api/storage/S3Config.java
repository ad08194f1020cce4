package com.oraclelumira.api.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the objects lie: all of the credentials and buckets are set, or none (checked at the start). */
@ConfigMapping(prefix = "lumira.s3")
interface S3Config {
    /** Browsers talk to it too; empty is Amazon's. */
    Optional<URI> endpoint();

    /** Part of every signature. */
    String region();

    Optional<String> accessKeyId();

    Optional<String> secretAccessKey();

    Optional<String> uploadsBucket();

    Optional<String> lecturesBucket();

    /** {@code https://host/bucket/key} instead of {@code https://bucket.host/key}. */
    boolean pathStyle();

    /** For one attempt; two attempts and the pause between them fit into {@link #callTimeout()}. */
    @WithDefault("1500ms")
    Duration attemptTimeout();

    /** A store that is silent is given up at the first call: with what else a form does, within ten seconds. */
    @WithDefault("3200ms")
    Duration callTimeout();

    default boolean complete() {
        return accessKeyId().isPresent() && secretAccessKey().isPresent() && uploadsBucket().isPresent()
                && lecturesBucket().isPresent();
    }

    default String name(Bucket bucket) {
        return (bucket == Bucket.UPLOADS ? uploadsBucket() : lecturesBucket()).orElseThrow();
    }
}
