package com.oraclelumira.sandbox.s3;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Where the server listens on 127.0.0.1 (0 is a free port), where it keeps the objects, whose signatures it takes, and
 * which buckets there are. An object may have up to {@code largest} bytes.
 */
public record S3Settings(int port, Path folder, Account account, List<String> buckets, long largest, Clock clock) {
    private static final long USUAL_LIMIT = 100L * 1024 * 1024;

    /** Region as signatures name it. */
    public record Account(String accessKeyId, String secretAccessKey, String region) {}

    public S3Settings {
        buckets = List.copyOf(buckets);
    }

    public static S3Settings in(Path folder, Account account, String... buckets) {
        return new S3Settings(0, folder, account, List.of(buckets), USUAL_LIMIT, Clock.systemUTC());
    }

    public S3Settings port(int number) {
        return new S3Settings(number, folder, account, buckets, largest, clock);
    }

    public S3Settings largest(long bytes) {
        return new S3Settings(port, folder, account, buckets, bytes, clock);
    }

    public S3Settings clock(Clock other) {
        return new S3Settings(port, folder, account, buckets, largest, other);
    }
}
