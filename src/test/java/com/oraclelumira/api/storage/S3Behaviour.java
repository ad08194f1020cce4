package com.oraclelumira.api.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the shop relies on in an S3 server, seen from the application and from a browser. The stand-in and a real server
 * pass the same tests, so that the stand-in is not laxer.
 */
abstract class S3Behaviour {
    static final String SITE = "https://oraclelumira.com";
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final byte[] PHOTO = "not really a photo".getBytes(StandardCharsets.UTF_8);

    private final HttpClient browser = HttpClient.newHttpClient();
    private final ObjectRef photo = new ObjectRef(Bucket.UPLOADS,
            "uploads/2026/11/" + UUID.randomUUID() + "-face_photo.jpg");
    private final ObjectRef copy = new ObjectRef(Bucket.UPLOADS, photo.key().replace("2026", "kept/2026"));
    private ObjectStore store;

    abstract StorageSettings settings();

    @BeforeEach
    void open() {
        store = store(settings());
    }

    private static ObjectStore store(StorageSettings settings) {
        return new ObjectStore(settings, new S3Clients(settings), new SimpleMeterRegistry());
    }

    @Test
    @Tag("SEC-7")
    void what_a_browser_sends_with_its_signature_arrives() {
        assertThat(put(signedPut(), "image/jpeg").statusCode()).isEqualTo(200);
        assertThat(store.look(photo)).hasValueSatisfying(stored -> {
            assertThat(stored.sizeBytes()).isEqualTo(PHOTO.length);
            assertThat(stored.contentType()).isEqualTo("image/jpeg");
            assertThat(stored.etag()).isNotBlank();
            assertThat(stored.beginning()).isEqualTo("not really a photo");
        });
    }

    @Test
    void of_a_large_object_only_the_beginning_is_looked_at() {
        var large = new byte[3_000_000];
        large[1] = (byte) 0xD8;
        assertThat(put(signedPut(), "image/jpeg", large).statusCode()).isEqualTo(200);
        assertThat(store.look(photo)).hasValueSatisfying(stored -> {
            assertThat(stored.sizeBytes()).isEqualTo(large.length);
            assertThat(stored.beginning()).hasSize(64).startsWith("\u0000\u00d8");
        });
    }

    @Test
    void an_empty_object_is_there_and_begins_with_nothing() {
        assertThat(put(signedPut(), "image/jpeg", new byte[0]).statusCode()).isEqualTo(200);
        assertThat(store.look(photo)).hasValueSatisfying(stored -> {
            assertThat(stored.sizeBytes()).isZero();
            assertThat(stored.beginning()).isEmpty();
        });
    }

    @Test
    @Tag("SEC-7")
    void a_copy_is_what_was_looked_at_under_its_own_type_and_says_nothing_else_of_the_sender() {
        var sending = HttpRequest.newBuilder(signedPut()).header("Content-Type", "image/jpeg")
                .header("Content-Disposition", "attachment; filename=\"photo.html\"").header("Cache-Control", "public")
                .PUT(BodyPublishers.ofByteArray(PHOTO));
        assertThat(send(sending).statusCode()).isEqualTo(200);
        assertThat(get(signedGet()).headers().map()).as("the bucket takes what nobody signed").containsKeys(
                "content-disposition", "cache-control");
        assertThat(store.copy(photo, store.look(photo).orElseThrow().etag(), copy, "image/png")).isTrue();
        assertThat(put(signedPut(), "image/jpeg", new byte[]{1}).statusCode()).isEqualTo(200);
        var shown = get(store.signedGet(copy, MINUTES));
        assertThat(shown.body()).isEqualTo(PHOTO);
        assertThat(shown.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(shown.headers().map()).doesNotContainKeys("content-disposition", "cache-control");
    }

    @Test
    @Tag("SEC-7")
    void what_changed_or_went_since_it_was_looked_at_is_not_copied() {
        sent();
        var seen = store.look(photo).orElseThrow().etag();
        assertThat(put(signedPut(), "image/jpeg", new byte[]{1}).statusCode()).isEqualTo(200);
        assertThat(store.copy(photo, seen, copy, "image/jpeg")).isFalse();
        store.delete(photo);
        assertThat(store.copy(photo, seen, copy, "image/jpeg")).isFalse();
        assertThat(store.look(copy)).isEmpty();
    }

    @Test
    @Tag("SEC-7")
    void a_signature_to_send_lets_nobody_copy() {
        sent();
        var target = store.signedPut(copy.key(), "image/jpeg", MINUTES).url();
        var copying = HttpRequest.newBuilder(target).header("Content-Type", "image/jpeg")
                .header("x-amz-copy-source", settings().name(Bucket.UPLOADS) + "/" + photo.key())
                .PUT(BodyPublishers.noBody());
        assertThat(send(copying).statusCode()).isEqualTo(403);
        assertThat(store.look(copy)).isEmpty();
    }

    @Test
    @Tag("SEC-7")
    void an_address_to_read_carries_a_signature_and_nothing_about_names_or_types() {
        assertThat(signedGet().getQuery().split("&")).allMatch(pair -> pair.startsWith("X-Amz-"));
    }

    @Test
    void nothing_but_what_the_page_can_send_is_signed() {
        assertThat(signedPut().getQuery()).contains("X-Amz-SignedHeaders=content-type;host")
                .doesNotContain("checksum");
    }

    @Test
    @Tag("SEC-7")
    void another_content_type_is_refused() {
        assertThat(put(signedPut(), "text/html").statusCode()).isEqualTo(403);
        assertThat(store.look(photo)).isEmpty();
    }

    @Test
    @Tag("SEC-7")
    void a_signature_for_one_key_opens_no_other() {
        var other = URI.create(signedPut().toString().replace("face_photo", "palm_photo"));
        assertThat(put(other, "image/jpeg").statusCode()).isEqualTo(403);
    }

    @Test
    @Tag("SEC-7")
    void a_signature_to_write_does_not_let_read_nor_delete() {
        sent();
        assertThat(send(HttpRequest.newBuilder(signedPut()).GET()).statusCode()).isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(signedGet()).DELETE()).statusCode()).isEqualTo(403);
        assertThat(put(signedGet(), "image/jpeg").statusCode()).isEqualTo(403);
        assertThat(store.look(photo)).isPresent();
    }

    @Test
    @Tag("SEC-7")
    void a_forged_signature_is_refused() {
        sent();
        var forged = signedGet().toString().replaceAll("X-Amz-Signature=.{8}", "X-Amz-Signature=00000000");
        assertThat(get(URI.create(forged)).statusCode()).isEqualTo(403);
        var longer = signedGet().toString().replace("X-Amz-Expires=300", "X-Amz-Expires=3000");
        assertThat(get(URI.create(longer)).statusCode()).isEqualTo(403);
    }

    @Test
    @Tag("SEC-7")
    void another_secret_signs_nothing() {
        sent();
        var stranger = store(settings().signingWith(settings().accessKeyId().orElseThrow(), "a-guessed-secret"));
        assertThat(get(stranger.signedGet(photo, MINUTES)).statusCode()).isEqualTo(403);
    }

    @Test
    @Tag("SEC-7")
    void an_expired_signature_is_refused() {
        sent();
        var brief = store.signedGet(photo, Duration.ofSeconds(1));
        Awaitility.await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(300))
                .until(() -> get(brief).statusCode() == 403);
    }

    @Test
    @Tag("SEC-7")
    void without_a_signature_nobody_reads_or_writes() {
        sent();
        var bare = URI.create(store.publicUrl(photo));
        assertThat(get(bare).statusCode()).isEqualTo(403);
        assertThat(put(bare, "image/jpeg").statusCode()).isEqualTo(403);
    }

    @Test
    void a_signed_address_shows_what_was_sent() {
        sent();
        var answer = get(signedGet());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PHOTO);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    }

    @Test
    void what_is_not_there_is_absent_and_deleting_it_is_fine() {
        assertThat(store.look(photo)).isEmpty();
        assertThat(get(signedGet()).statusCode()).isEqualTo(404);
        store.delete(photo);
    }

    @Test
    void what_is_deleted_is_gone() {
        sent();
        store.delete(photo);
        assertThat(store.look(photo)).isEmpty();
        store.delete(photo);
    }

    @Test
    void names_with_spaces_and_accents_are_one_object_everywhere() {
        var reading = new ObjectRef(Bucket.LECTURES, "lectures/Réf 12 (1)+a.pdf");
        var bare = store.publicUrl(reading);
        assertThat(store.parse(bare)).contains(reading);
        assertThat(get(store.signedGet(reading, MINUTES)).statusCode()).isEqualTo(404);
        assertThat(store.look(reading)).isEmpty();
    }

    @Test
    @Tag("SEC-4")
    @Tag("defect-51")
    void the_sites_pages_may_send_and_read_and_no_other_page() {
        new BucketSetup(settings(), new S3Clients(settings())).apply(List.of(SITE));
        var allowed = preflight(SITE, "PUT");
        assertThat(allowed.statusCode()).isBetween(200, 204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SITE);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods").orElse("")).contains("PUT");
        assertThat(preflight("https://evil.example", "PUT").statusCode()).isEqualTo(403);
        assertThat(preflight(SITE, "DELETE").statusCode()).isEqualTo(403);
        sent();
        var read = send(HttpRequest.newBuilder(signedGet()).GET().header("Origin", SITE));
        assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SITE);
        var elsewhere = send(HttpRequest.newBuilder(signedGet()).GET().header("Origin", "https://evil.example"));
        assertThat(elsewhere.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void setting_the_buckets_up_twice_says_what_it_did_twice() {
        var setup = new BucketSetup(settings(), new S3Clients(settings()));
        assertThat(setup.apply(List.of(SITE))).hasSize(3).isEqualTo(setup.apply(List.of(SITE)));
    }

    private void sent() {
        assertThat(put(signedPut(), "image/jpeg").statusCode()).isEqualTo(200);
    }

    private URI signedPut() {
        return store.signedPut(photo.key(), "image/jpeg", MINUTES).url();
    }

    private URI signedGet() {
        return store.signedGet(photo, MINUTES);
    }

    private HttpResponse<byte[]> put(URI url, String contentType) {
        return put(url, contentType, PHOTO);
    }

    private HttpResponse<byte[]> put(URI url, String contentType, byte[] bytes) {
        return send(HttpRequest.newBuilder(url).header("Content-Type", contentType)
                .PUT(BodyPublishers.ofByteArray(bytes)));
    }

    private HttpResponse<byte[]> get(URI url) {
        return send(HttpRequest.newBuilder(url).GET());
    }

    private HttpResponse<byte[]> preflight(String origin, String method) {
        return send(HttpRequest.newBuilder(signedPut()).method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin).header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "content-type"));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
