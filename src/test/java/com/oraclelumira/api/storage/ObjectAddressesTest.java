package com.oraclelumira.api.storage;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which texts mean an object of ours. SEC-7 */
class ObjectAddressesTest {
    private static final String PHOTO = "uploads/2026/11/0f1e2d3c4b5a69788796a5b4c3d2e1f0-face_photo.jpg";
    private static final String READING = "lectures/6b02c0a03fe62bdfac62dd0d-v2.pdf";

    private final ObjectAddresses ours = new ObjectAddresses(StorageSettings.at("https://s3.example.com:9443", true));
    private final ObjectAddresses amazons = new ObjectAddresses(StorageSettings.atAmazon());

    @ParameterizedTest
    @CsvSource({PHOTO + ",UPLOADS", READING + ",LECTURES", "LU261122496374.pdf,LECTURES",
            "uploads/2025/10/1795342496857-6mycygww-palm_photo.heic,UPLOADS", "lectures/Réf 12 (1).PDF,LECTURES"})
    void a_key_tells_its_bucket(String key, Bucket bucket) {
        assertThat(ours.parse(key)).contains(new ObjectRef(bucket, key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://s3.example.com:9443/qa-uploads/" + PHOTO,
            "https://qa-uploads.s3.example.com:9443/" + PHOTO, "HTTPS://S3.example.COM:9443/qa-uploads/" + PHOTO,
            "https://qa-uploads.s3.eu-west-3.amazonaws.com/" + PHOTO, "https://qa-uploads.s3.amazonaws.com/" + PHOTO,
            "https://qa-uploads.s3-eu-west-3.amazonaws.com/" + PHOTO,
            "https://s3.eu-west-3.amazonaws.com/qa-uploads/" + PHOTO,
            "https://s3.dualstack.eu-west-3.amazonaws.com/qa-uploads/" + PHOTO,
            "https://s3.example.com:9443/qa-uploads/" + PHOTO
                    + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=900&X-Amz-Signature=00&x-id=GetObject"})
    void an_address_of_ours_or_of_amazons_is_the_object(String address) {
        assertThat(ours.parse(address)).contains(new ObjectRef(Bucket.UPLOADS, PHOTO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<svg/>", "face.jpg", "/uploads/a.jpg", "uploads/../lectures/x.pdf",
            "uploads/./a.jpg", "uploads//a.jpg", "uploads/", "uploads/a.jpg?versionId=1", "uploads/a.jpg#x",
            "uploads/%2e%2e/lectures/x.pdf", "uploads\\a.jpg", "uploads/a\u0000.jpg", "uploads/a\n.jpg",
            "uploads/ /a.jpg", "uploads/a.jpg ", "https://evil.example/qa-uploads/" + PHOTO,
            "http://s3.example.com:9443/qa-uploads/" + PHOTO, "https://s3.example.com/qa-uploads/" + PHOTO,
            "https://s3.example.com:9443@evil.example/qa-uploads/" + PHOTO,
            "https://x@s3.example.com:9443/qa-uploads/" + PHOTO, "https://s3.example.com:9443/other/" + PHOTO,
            "https://other.s3.eu-west-3.amazonaws.com/" + PHOTO, "https://qa-uploads.s3.amazonaws.com.evil.example/"
                    + PHOTO,
            "http://qa-uploads.s3.amazonaws.com/" + PHOTO, "https://qa-uploads.s3.amazonaws.com:8443/" + PHOTO,
            "https://qa-uploads.s3.example.com.evil:9443/" + PHOTO, "https://s3.example.com:9443/" + PHOTO,
            "https://s3.example.com:9443/qa-uploads/" + READING, "https://s3.example.com:9443/qa-lectures/" + PHOTO,
            "https://s3.example.com:9443/qa-uploads/uploads/..%2f..%2fqa-lectures/x.pdf",
            "https://s3.example.com:9443/qa-uploads/uploads/%252e%252e/x.jpg",
            "https://s3.example.com:9443/qa-uploads/../qa-lectures/lectures/x.pdf",
            "https://s3.example.com:9443/qa-uploads/" + PHOTO + "?versionId=3",
            "https://s3.example.com:9443/qa-uploads/" + PHOTO + "?key=lectures/x.pdf",
            "https://s3.example.com:9443/qa-uploads/" + PHOTO + "#x", "ftp://s3.example.com:9443/qa-uploads/" + PHOTO,
            "https://s3.example.com:9443", "https:///" + PHOTO, "https://[::1/" + PHOTO, "://" + PHOTO})
    @Tag("SEC-7")
    void anything_else_is_nothing(String text) {
        assertThat(ours.parse(text)).isEmpty();
    }

    /** Texts put together at random from what walks up, breaks out or is decoded twice. */
    @Test
    @Tag("SEC-7")
    void whatever_is_understood_stays_below_its_folder_and_leads_back_to_itself() {
        var parts = List.of("uploads/", "lectures/", "uploads", "..", ".", "/", "//", "\\", "%2f", "%2e", "%00", "%",
                "\u0000", " ", "a", "é", "+", "?", "#", "&", "=", "@", ":", "x.pdf", ".PDF", "kept/", "\t", "%252e",
                "https://s3.example.com:9443/qa-uploads/", "https://s3.example.com:9443/qa-lectures/",
                "https://qa-uploads.s3.amazonaws.com/", "X-Amz-Date=1", "x-id=GetObject");
        var random = new Random(20261124);
        int understood = 0;
        for (int i = 0; i < 200_000; i++) {
            var text = random.ints(1 + random.nextInt(6), 0, parts.size()).mapToObj(parts::get)
                    .collect(Collectors.joining());
            var found = ours.parse(text);
            if (found.isEmpty())
                continue;
            understood++;
            var object = found.get();
            assertThat(object.key()).as(text).doesNotContain("\\", "%", "?", "#", "\u0000", "\t", "//");
            assertThat(object.key().split("/", -1)).as(text).doesNotContain("", ".", "..");
            assertThat(object.key().startsWith("uploads/")).as(text).isEqualTo(object.bucket() == Bucket.UPLOADS);
            var address = URI.create(ours.publicUrl(object));
            assertThat(address.normalize()).as(text).isEqualTo(address);
            assertThat(ours.parse(address.toString())).as(text).contains(object);
        }
        assertThat(understood).isGreaterThan(2_000);
    }

    @Test
    void no_text_and_a_very_long_one_are_nothing() {
        assertThat(ours.parse(null)).isEmpty();
        assertThat(ours.parse("uploads/" + "a".repeat(600) + ".jpg")).isEmpty();
        assertThat(ours.parse("https://s3.example.com:9443/qa-uploads/uploads/" + "a".repeat(5_000_000))).isEmpty();
    }

    @Test
    void the_public_address_leads_back_to_its_object() {
        for (var addresses : List.of(ours, amazons,
                new ObjectAddresses(StorageSettings.at("https://s3.example.com", false))))
            for (var object : List.of(new ObjectRef(Bucket.UPLOADS, PHOTO),
                    new ObjectRef(Bucket.LECTURES, "lectures/Réf 12.pdf")))
                assertThat(addresses.parse(addresses.publicUrl(object))).contains(object);
        assertThat(amazons.publicUrl(new ObjectRef(Bucket.UPLOADS, PHOTO)))
                .isEqualTo("https://qa-uploads.s3.eu-west-3.amazonaws.com/" + PHOTO);
        assertThat(ours.publicUrl(new ObjectRef(Bucket.UPLOADS, PHOTO)))
                .isEqualTo("https://s3.example.com:9443/qa-uploads/" + PHOTO);
    }

    @Test
    void without_a_store_keys_are_still_told_apart_and_addresses_are_nobodys() {
        var none = new ObjectAddresses(StorageSettings.none());
        assertThat(none.parse(PHOTO)).contains(new ObjectRef(Bucket.UPLOADS, PHOTO));
        assertThat(none.parse("https://qa-uploads.s3.amazonaws.com/" + PHOTO)).isEqualTo(Optional.empty());
    }
}
