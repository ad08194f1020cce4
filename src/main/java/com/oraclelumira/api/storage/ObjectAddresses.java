package com.oraclelumira.api.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which of our objects a text means: a key, or an address of an S3 server as v1, n8n and the signer write them. The text
 * is a stranger's: what is not plainly one of ours is nothing. Pure.
 */
final class ObjectAddresses {
    private static final int LONGEST_KEY = 512;
    private static final int LONGEST_TEXT = 4096;
    /** Letters, digits and what S3 calls safe, spaces too; no percent sign, so that nothing is decoded twice. */
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}!_.*'()+=@:,/ -]{1," + LONGEST_KEY + "}");
    private static final Pattern AMAZON = Pattern
            .compile("(?:(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\\.)?s3(?:[.-](?:dualstack\\.)?[a-z0-9-]+)?"
                    + "\\.amazonaws\\.com");
    /** What a signed address carries besides the object's own. */
    private static final Pattern SIGNATURE = Pattern.compile("(?i)(x-amz-[a-z0-9-]{1,64}|x-id)=[^=]*");

    private final S3Config config;

    ObjectAddresses(S3Config config) {
        this.config = config;
    }

    Optional<ObjectRef> parse(@Nullable String text) {
        if (text == null || text.length() > LONGEST_TEXT)
            return Optional.empty();
        return text.contains("://") ? address(text) : object(text);
    }

    /** The object's address without any signature: in a private bucket nobody can read it. */
    String publicUrl(ObjectRef object) {
        var bucket = config.name(object.bucket());
        var base = config.endpoint()
                .orElseGet(() -> URI.create("https://s3." + config.region() + ".amazonaws.com"));
        var host = config.pathStyle() ? base.getHost() : bucket + "." + base.getHost();
        var path = config.pathStyle() ? "/" + bucket + "/" + object.key() : "/" + object.key();
        try {
            return new URI(base.getScheme(), null, host, base.getPort(), path, null, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no address for a key that was accepted", e);
        }
    }

    private Optional<ObjectRef> address(String text) {
        try {
            var uri = new URI(text);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null
                    || !signatureAtMost(uri.getRawQuery()) || uri.getPath() == null || !uri.getPath().startsWith("/"))
                return Optional.empty();
            return ours(uri) ? found(uri, virtualBucket(uri)) : amazons(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private boolean ours(URI uri) {
        return config.endpoint().filter(own -> own.getScheme().equalsIgnoreCase(uri.getScheme())
                && port(own) == port(uri)
                && (own.getHost().equalsIgnoreCase(uri.getHost()) || virtualBucket(uri) != null)).isPresent();
    }

    /** The bucket in front of our endpoint's host; null when it stands in the path. */
    private @Nullable String virtualBucket(URI uri) {
        var suffix = "." + config.endpoint().orElseThrow().getHost().toLowerCase(Locale.ROOT);
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(suffix) ? host.substring(0, host.length() - suffix.length()) : null;
    }

    private Optional<ObjectRef> amazons(URI uri) {
        var host = AMAZON.matcher(uri.getHost().toLowerCase(Locale.ROOT));
        var web = "https".equalsIgnoreCase(uri.getScheme()) && uri.getPort() == -1;
        return web && host.matches() ? found(uri, host.group("bucket")) : Optional.empty();
    }

    /** A bucket in the host, or else the first part of the path, and it must be the one that such a key lies in. */
    private Optional<ObjectRef> found(URI uri, @Nullable String hostBucket) {
        var path = uri.getPath().substring(1);
        int slash = path.indexOf('/');
        if (hostBucket == null && slash < 1)
            return Optional.empty();
        var bucket = hostBucket == null ? path.substring(0, slash) : hostBucket;
        var key = hostBucket == null ? path.substring(slash + 1) : path;
        return object(key).filter(ref -> config.complete() && bucket.equals(config.name(ref.bucket())));
    }

    private static Optional<ObjectRef> object(String key) {
        if (!KEY.matcher(key).matches() || !plain(key))
            return Optional.empty();
        if (key.startsWith("uploads/"))
            return Optional.of(new ObjectRef(Bucket.UPLOADS, key));
        boolean reading = key.startsWith("lectures/") || key.toLowerCase(Locale.ROOT).endsWith(".pdf");
        return reading ? Optional.of(new ObjectRef(Bucket.LECTURES, key)) : Optional.empty();
    }

    /** Nothing that a server on the way might walk up, fold or trim. */
    private static boolean plain(String key) {
        return Arrays.stream(key.split("/", -1))
                .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals("..")
                        || !part.equals(part.strip()));
    }

    private static boolean signatureAtMost(@Nullable String query) {
        return query == null
                || Arrays.stream(query.split("&", -1)).allMatch(pair -> SIGNATURE.matcher(pair).matches());
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1)
            return uri.getPort();
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
