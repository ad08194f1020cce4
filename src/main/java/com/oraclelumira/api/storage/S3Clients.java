package com.oraclelumira.api.storage;

import java.time.Duration;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.Lazy;

/**
 * The SDK, told everything: no look at files below the home directory, at the machine's metadata service or at the
 * classpath for another HTTP client. Made at the first use.
 */
@Singleton
class S3Clients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 2;

    private final S3Config config;
    private final Lazy<S3Client> client = new Lazy<>(this::newClient);
    private final Lazy<S3Presigner> presigner = new Lazy<>(this::newPresigner);

    S3Clients(S3Config config) {
        this.config = config;
    }

    S3Client client() {
        return client.getValue();
    }

    /** Signs without any network. */
    S3Presigner presigner() {
        return presigner.getValue();
    }

    private S3Client newClient() {
        var builder = S3Client.builder().region(Region.of(config.region())).credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(config.attemptTimeout()).build())
                .forcePathStyle(config.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(overrides -> overrides.apiCallAttemptTimeout(config.attemptTimeout())
                        .apiCallTimeout(config.callTimeout()).defaultProfileFile(noProfiles())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS)
                                .build()));
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private S3Presigner newPresigner() {
        var builder = S3Presigner.builder().region(Region.of(config.region())).credentialsProvider(credentials())
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(config.pathStyle())
                        .profileFile(S3Clients::noProfiles).build());
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(config.accessKeyId().orElseThrow(),
                config.secretAccessKey().orElseThrow()));
    }

    private static ProfileFile noProfiles() {
        return ProfileFile.aggregator().build();
    }

    @PreDestroy
    void close() {
        if (client.hasValue())
            client.getValue().close();
        if (presigner.hasValue())
            presigner.getValue().close();
    }
}
