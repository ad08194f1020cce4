package com.oraclelumira.api.storage;

import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A real S3 server, when {@code S3_TEST_ENDPOINT} names one (with S3_TEST_ACCESS_KEY, S3_TEST_SECRET_KEY and
 * S3_TEST_REGION; environment or system properties). {@code .ci/s3-test} starts one. The buckets are made if need be.
 */
@EnabledIf("isThere")
class S3ServerTest extends S3Behaviour {
    private static final int EXISTS = 409;

    static boolean isThere() {
        return given("S3_TEST_ENDPOINT").isPresent();
    }

    private static Optional<String> given(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name))).filter(value -> !value.isBlank());
    }

    @BeforeAll
    static void buckets() {
        var clients = new S3Clients(server());
        for (var bucket : Bucket.values())
            try {
                clients.client().createBucket(request -> request.bucket(server().name(bucket)));
            } catch (S3Exception e) {
                if (e.statusCode() != EXISTS)
                    throw e;
            }
    }

    @Override
    StorageSettings settings() {
        return server();
    }

    private static StorageSettings server() {
        var at = StorageSettings.at(given("S3_TEST_ENDPOINT").orElseThrow(), true);
        return at.signingWith(given("S3_TEST_ACCESS_KEY").orElseThrow(), given("S3_TEST_SECRET_KEY").orElseThrow())
                .in(given("S3_TEST_REGION").orElse("eu-west-3"));
    }
}
