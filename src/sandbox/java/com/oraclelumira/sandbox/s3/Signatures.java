package com.oraclelumira.sandbox.s3;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Verifies SigV4, in the query or in the Authorization header, by signing the same request again with the AWS SDK's own
 * signer: whatever was added, taken away or altered gives another signature.
 */
final class Signatures {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Set<String> ADDED_BY_SIGNER = Set.of("x-amz-date", "x-amz-content-sha256", "authorization");

    private final S3Settings.Account account;
    private final Clock clock;

    Signatures(S3Settings.Account account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /** What one request says about its signature. */
    private record Claim(String credential, Instant signedAt, List<String> headers, String signature) {}

    /** Leaves when the request is signed, by us, for now; refuses as S3 does. The body counts only in a header's signature. */
    void require(S3Request request, byte[] body) {
        if (request.presigned())
            requirePresigned(request);
        else
            requireHeader(request, body);
    }

    private void requirePresigned(S3Request request) {
        var query = request.query();
        var claim = new Claim(query.getOrDefault("X-Amz-Credential", ""), date(query.get("X-Amz-Date")),
                List.of(query.getOrDefault("X-Amz-SignedHeaders", "").split(";")), query.get("X-Amz-Signature"));
        requireSigned(request, claim);
        var validFor = seconds(query.get("X-Amz-Expires"));
        var now = clock.instant();
        requireAccount(claim);
        if (now.isAfter(claim.signedAt().plus(validFor)))
            throw S3Error.denied("Request has expired");
        if (claim.signedAt().isAfter(now.plus(SKEW)))
            throw S3Error.denied("Request is not yet valid");
        var signer = new Signer(claim, withoutSignature(request), request);
        requireEqual(claim.signature(), signer.presign(validFor));
    }

    /** Such a header changes what the server does, as a copy's source: whoever holds an address may add none. */
    private static void requireSigned(S3Request request, Claim claim) {
        for (var name : request.headers().keySet()) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-") && !claim.headers().contains(lower))
                throw S3Error.denied("There were headers present in the request which were not signed");
        }
    }

    private void requireHeader(S3Request request, byte[] body) {
        var authorization = AUTHORIZATION.matcher(request.header("Authorization").orElse(""));
        if (!authorization.matches())
            throw S3Error.denied("Access Denied");
        var claim = new Claim(authorization.group(1), date(request.header("x-amz-date").orElse(null)),
                List.of(authorization.group(2).split(";")), authorization.group(3));
        requireAccount(claim);
        if (Duration.between(claim.signedAt(), clock.instant()).abs().compareTo(SKEW) > 0)
            throw new S3Error(403, "RequestTimeTooSkewed", "The difference between the times is too large.");
        boolean signsBody = !"UNSIGNED-PAYLOAD".equals(request.header("x-amz-content-sha256").orElse(""));
        requireEqual(claim.signature(), new Signer(claim, request.uri(), request).sign(body, signsBody));
    }

    private void requireAccount(Claim claim) {
        var parts = claim.credential().split("/");
        if (parts.length != 5 || !parts[0].equals(account.accessKeyId()))
            throw new S3Error(403, "InvalidAccessKeyId", "The access key id does not exist in our records.");
        var scope = String.join("/", List.of(parts).subList(1, 5));
        if (!scope.equals(DATE.format(claim.signedAt()).substring(0, 8) + "/" + account.region()
                + "/s3/aws4_request"))
            throw new S3Error(400, "AuthorizationQueryParametersError", "The credential's scope is wrong.");
        if (!claim.headers().contains("host"))
            throw S3Error.denied("The host header must be signed.");
    }

    private static void requireEqual(String claimed, String right) {
        if (!MessageDigest.isEqual(claimed.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8)))
            throw new S3Error(403, "SignatureDoesNotMatch", "The signature we calculated does not match yours.");
    }

    /** Without what the signer itself adds. */
    private static URI withoutSignature(S3Request request) {
        var kept = new StringBuilder();
        for (var pair : request.uri().getRawQuery().split("&"))
            if (!pair.matches("X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature)=.*"))
                kept.append(kept.isEmpty() ? "?" : "&").append(pair);
        return URI.create(request.uri().getRawPath() + kept);
    }

    private static Instant date(String text) {
        try {
            return Instant.from(DATE.parse(text == null ? "" : text));
        } catch (DateTimeException e) {
            throw S3Error.denied("The request has no valid date.");
        }
    }

    private static Duration seconds(String text) {
        if (text == null || !text.matches("[1-9]\\d{0,6}") || Long.parseLong(text) > LONGEST.toSeconds())
            throw new S3Error(400, "AuthorizationQueryParametersError", "X-Amz-Expires is out of range.");
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /** The SDK's signer at the moment, and over the headers, that the request names. */
    private final class Signer {
        private final Claim claim;
        private final SdkHttpRequest plain;

        Signer(Claim claim, URI path, S3Request request) {
            this.claim = claim;
            var builder = SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(request.method()))
                    .uri(URI.create("http://" + request.header("Host").orElse("") + path));
            for (var name : claim.headers())
                if (!ADDED_BY_SIGNER.contains(name.toLowerCase(Locale.ROOT)))
                    // a header that was signed and did not come is as good as an altered one
                    builder.putHeader(name, request.header(name).orElse(""));
            this.plain = builder.build();
        }

        String presign(Duration validFor) {
            var signed = AwsV4HttpSigner.create().sign(common()
                    .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validFor)
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false).build());
            return signed.request().firstMatchingRawQueryParameter("X-Amz-Signature").orElseThrow();
        }

        String sign(byte[] body, boolean signsBody) {
            var unsigned = common().putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signsBody);
            if (signsBody)
                unsigned.payload(() -> new ByteArrayInputStream(body));
            var signed = AwsV4HttpSigner.create().sign(unsigned.build());
            Matcher authorization = AUTHORIZATION
                    .matcher(signed.request().firstMatchingHeader("Authorization").orElse(""));
            return authorization.matches() ? authorization.group(3) : "";
        }

        private SignRequest.Builder<AwsCredentialsIdentity> common() {
            var identity = AwsCredentialsIdentity.create(account.accessKeyId(), account.secretAccessKey());
            return SignRequest.builder(identity).request(plain)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, account.region())
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(claim.signedAt(), ZoneOffset.UTC));
        }
    }
}
