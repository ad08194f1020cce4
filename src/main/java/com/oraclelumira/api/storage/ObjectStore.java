package com.oraclelumira.api.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;

/**
 * The one door to the object store (any S3-compatible server). Signing needs no network. Every other call answers in
 * less than four seconds. Problems of all but {@link #parse}: SERVICE_UNAVAILABLE when no store is configured, or when
 * it is silent.
 */
@Singleton
public class ObjectStore {
    private static final int NOT_FOUND = 404;
    private static final int CHANGED = 412;
    private static final int NO_SUCH_RANGE = 416;

    private final S3Config config;
    private final S3Clients s3;
    private final ObjectAddresses addresses;
    private final MeterRegistry metrics;

    ObjectStore(S3Config config, S3Clients s3, MeterRegistry metrics) {
        this.config = config;
        this.s3 = s3;
        this.addresses = new ObjectAddresses(config);
        this.metrics = metrics;
    }

    public boolean configured() {
        return config.complete();
    }

    /**
     * The object that a text from outside means: a key ({@code uploads/…}, {@code lectures/…}, {@code *.pdf}) or its
     * address at our endpoint or at Amazon, signed or not. Empty for everything else: another host or bucket, a path
     * that walks up, a query that is no signature. Says nothing about whether it exists or whose it is.
     */
    public Optional<ObjectRef> parse(@Nullable String urlOrKey) {
        return addresses.parse(urlOrKey);
    }

    /** Lets its holder read the object, existing or not, for that long. */
    public URI signedGet(ObjectRef object, Duration validFor) {
        requireStore();
        var signed = s3.presigner().presignGetObject(request -> request.signatureDuration(validFor)
                .getObjectRequest(get -> get.bucket(config.name(object.bucket())).key(object.key())));
        return uri(signed.url());
    }

    /** Lets its holder write this object of {@link Bucket#UPLOADS}, under this content type only, for that long. */
    public SignedUpload signedPut(String key, String contentType, Duration validFor) {
        requireStore();
        var signed = s3.presigner().presignPutObject(request -> request.signatureDuration(validFor)
                .putObjectRequest(put -> put.bucket(config.name(Bucket.UPLOADS)).key(key).contentType(contentType)));
        return new SignedUpload(uri(signed.url()), contentType, validFor);
    }

    /** What lies there and how it begins; empty when there is no such object. */
    public Optional<StoredObject> look(ObjectRef object) {
        return call("look", () -> {
            try {
                return Optional.of(s3.client().getObject(get -> get.bucket(config.name(object.bucket()))
                        .key(object.key()).range("bytes=0-" + (StoredObject.BEGINNING - 1)), StoredObject::of));
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND)
                    return Optional.empty();
                if (e.statusCode() == NO_SUCH_RANGE)
                    return Optional.of(StoredObject.EMPTY);
                throw e;
            }
        });
    }

    /**
     * Copies an object as it was looked at, under another content type and without anything else that its sender said of
     * it (file name, caching). False, and nothing is there, when it changed or went since; again is fine.
     *
     * @param etag of the {@link #look}
     */
    public boolean copy(ObjectRef from, String etag, ObjectRef to, String contentType) {
        return call("copy", () -> {
            try {
                s3.client().copyObject(copy -> copy.sourceBucket(config.name(from.bucket())).sourceKey(from.key())
                        .copySourceIfMatch(etag).destinationBucket(config.name(to.bucket())).destinationKey(to.key())
                        .metadataDirective(MetadataDirective.REPLACE).contentType(contentType));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND || e.statusCode() == CHANGED)
                    return false;
                throw e;
            }
        });
    }

    /** The address that v1's pages keep; it opens nothing until it is signed. */
    public String publicUrl(ObjectRef object) {
        requireStore();
        return addresses.publicUrl(object);
    }

    /** The texts by which our own data may name the object. */
    public List<String> names(ObjectRef object) {
        return configured() ? List.of(object.key(), addresses.publicUrl(object)) : List.of(object.key());
    }

    /** Deleting what is gone is fine. */
    public void delete(ObjectRef object) {
        call("delete", () -> s3.client()
                .deleteObject(request -> request.bucket(config.name(object.bucket())).key(object.key())));
    }

    private <T> T call(String operation, Supplier<T> call) {
        requireStore();
        var sample = Timer.start(metrics);
        var outcome = "ok";
        try {
            return call.get();
        } catch (SdkException e) {
            outcome = "failed";
            // an SDK message may name the object: only the kind of failure is written down
            Log.warnf("storage.failed operation=%s status=%d reason=%s", operation,
                    e instanceof S3Exception s3Error ? s3Error.statusCode() : 0, e.getClass().getSimpleName());
            throw unavailable(e);
        } finally {
            sample.stop(metrics.timer("lumira.storage.calls", "operation", operation, "outcome", outcome));
        }
    }

    private void requireStore() {
        if (!configured())
            throw unavailable(null);
    }

    private static ProblemException unavailable(@Nullable Exception cause) {
        return new ProblemException(ProblemType.SERVICE_UNAVAILABLE,
                "Le stockage des fichiers est momentanément indisponible, réessayez dans quelques instants.", cause);
    }

    private static URI uri(java.net.URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the signer's own address is no URI", e);
        }
    }
}
