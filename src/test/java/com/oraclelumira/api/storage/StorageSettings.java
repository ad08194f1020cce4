package com.oraclelumira.api.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings as the environment would give them. */
record StorageSettings(Optional<URI> endpoint, boolean pathStyle, Optional<String> accessKeyId,
        Optional<String> secretAccessKey, Optional<String> uploadsBucket, Optional<String> lecturesBucket,
        String region) implements S3Config {

    static StorageSettings at(String endpoint, boolean pathStyle) {
        return new StorageSettings(Optional.of(URI.create(endpoint)), pathStyle, Optional.of("qa-key"),
                Optional.of("qa-secret"), Optional.of("qa-uploads"), Optional.of("qa-lectures"), "eu-west-3");
    }

    static StorageSettings atAmazon() {
        return new StorageSettings(Optional.empty(), false, Optional.of("qa-key"), Optional.of("qa-secret"),
                Optional.of("qa-uploads"), Optional.of("qa-lectures"), "eu-west-3");
    }

    static StorageSettings none() {
        return new StorageSettings(Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), "us-east-1");
    }

    StorageSettings signingWith(String id, String secret) {
        return new StorageSettings(endpoint, pathStyle, Optional.of(id), Optional.of(secret), uploadsBucket,
                lecturesBucket, region);
    }

    StorageSettings in(String otherRegion) {
        return new StorageSettings(endpoint, pathStyle, accessKeyId, secretAccessKey, uploadsBucket, lecturesBucket,
                otherRegion);
    }

    @Override
    public Duration attemptTimeout() {
        return Duration.ofMillis(1500);
    }

    @Override
    public Duration callTimeout() {
        return Duration.ofMillis(3200);
    }
}
