package com.oraclelumira.api.storage;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the buckets themselves must be told: which pages may use them, and to forget unfinished uploads. */
@Singleton
public class BucketSetup {
    private static final String RULE = "lumira-unfinished-uploads";
    private static final int CORS_SECONDS = 3600;
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Config config;
    private final S3Clients s3;

    BucketSetup(S3Config config, S3Clients s3) {
        this.config = config;
        this.s3 = s3;
    }

    /**
     * Lets pages of these origins send photos and read, and no other page; adds the rule about unfinished uploads to the
     * bucket's others. The second call changes nothing. What was done, in sentences. Problems: IllegalStateException
     * with a sentence when no store is configured or it refuses.
     */
    public List<String> apply(List<String> origins) {
        if (!config.complete())
            throw new IllegalStateException("no object storage is configured (S3 variables of the environment)");
        try {
            var done = new ArrayList<String>();
            done.add(cors(Bucket.UPLOADS, origins, "PUT", "GET", "HEAD"));
            done.add(cors(Bucket.LECTURES, origins, "GET", "HEAD"));
            done.add(lifecycle(Bucket.UPLOADS));
            return done;
        } catch (S3Exception e) {
            throw new IllegalStateException("the object store answered " + e.statusCode() + " "
                    + (e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode()), e);
        } catch (SdkException e) {
            throw new IllegalStateException("the object store is silent: " + e.getClass().getSimpleName(), e);
        }
    }

    private String cors(Bucket bucket, List<String> origins, String... methods) {
        var name = config.name(bucket);
        // pdf.js asks for ranges, and reads these headers of the answers
        var rule = CORSRule.builder().allowedOrigins(origins).allowedMethods(methods)
                .allowedHeaders("content-type", "range")
                .exposeHeaders("ETag", "Content-Length", "Content-Range", "Accept-Ranges").maxAgeSeconds(CORS_SECONDS)
                .build();
        s3.client().putBucketCors(
                request -> request.bucket(name).corsConfiguration(cors -> cors.corsRules(List.of(rule))));
        return "Bucket " + name + ": pages of " + String.join(", ", origins) + " may " + String.join(", ", methods);
    }

    private String lifecycle(Bucket bucket) {
        var name = config.name(bucket);
        try {
            var rules = new ArrayList<>(rules(name).stream().filter(rule -> !RULE.equals(rule.id())).toList());
            rules.add(LifecycleRule.builder().id(RULE).status(ExpirationStatus.ENABLED)
                    .filter(filter -> filter.prefix(""))
                    .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(1)).build());
            s3.client().putBucketLifecycleConfiguration(request -> request.bucket(name)
                    .lifecycleConfiguration(lifecycle -> lifecycle.rules(rules)));
            return "Bucket " + name + ": unfinished multipart uploads are deleted after a day";
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_IMPLEMENTED)
                throw e;
            return "Bucket " + name + ": this server knows no lifecycle rules; nothing here leaves multipart uploads";
        }
    }

    /** Whether the server forgets unfinished uploads. */
    public enum Tidying {
        DONE,
        NOT_TOLD,
        /** It cannot be told to. */
        UNKNOWN_TO_SERVER
    }

    /** What {@link #apply} would find of its rule. Reads only. */
    public Tidying tidying() {
        try {
            return rules(config.name(Bucket.UPLOADS)).stream()
                    .anyMatch(rule -> RULE.equals(rule.id()) && rule.status() == ExpirationStatus.ENABLED)
                            ? Tidying.DONE
                            : Tidying.NOT_TOLD;
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_IMPLEMENTED)
                throw e;
            return Tidying.UNKNOWN_TO_SERVER;
        }
    }

    private List<LifecycleRule> rules(String bucket) {
        try {
            return s3.client().getBucketLifecycleConfiguration(request -> request.bucket(bucket)).rules();
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_FOUND)
                throw e;
            return List.of();
        }
    }
}
