package com.oraclelumira.api.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.testing.Detour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** What becomes of a request while the object store is away. */
@Tag("MON-3")
class StorageOutageTest {
    private static final ObjectRef PHOTO = new ObjectRef(Bucket.UPLOADS, "uploads/2026/11/a-face_photo.jpg");
    /** Three such calls stay below the ten seconds that a page waits. */
    private static final Duration QUICK = Duration.ofMillis(3900);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void without_a_store_everything_is_a_sentence_and_parsing_goes_on() {
        var store = store(StorageSettings.none());
        assertThat(store.configured()).isFalse();
        assertThat(store.parse(PHOTO.key())).contains(PHOTO);
        unavailable(() -> store.signedGet(PHOTO, Duration.ofMinutes(1)));
        unavailable(() -> store.signedPut(PHOTO.key(), "image/jpeg", Duration.ofMinutes(1)));
        unavailable(() -> store.look(PHOTO));
        unavailable(() -> store.copy(PHOTO, "\"a\"", PHOTO, "image/jpeg"));
        unavailable(() -> store.delete(PHOTO));
        unavailable(() -> store.publicUrl(PHOTO));
    }

    @Test
    void a_store_that_takes_calls_and_never_answers_is_given_up_in_time() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var store = store(StorageSettings.at("http://127.0.0.1:" + silent.getLocalPort(), true));
            assertThat(store.signedGet(PHOTO, Duration.ofMinutes(1))).isNotNull(); // needs nobody
            // the first call of a process also loads the client
            unavailable(() -> store.look(PHOTO));
            assertTimeoutPreemptively(QUICK, () -> unavailable(() -> store.look(PHOTO)));
            assertThat(failures("look")).isEqualTo(2);
        }
    }

    @Test
    void a_store_that_nobody_listens_for_is_a_sentence() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        var settings = StorageSettings.at("http://127.0.0.1:" + port, true);
        unavailable(() -> store(settings).delete(PHOTO));
        assertThat(failures("delete")).isEqualTo(1);
        assertThatThrownBy(() -> new BucketSetup(settings, new S3Clients(settings)).apply(List.of("https://a.example")))
                .isInstanceOf(IllegalStateException.class).hasMessageStartingWith("the object store is silent");
    }

    @Test
    void a_store_that_sends_us_elsewhere_is_not_followed() {
        try (var detour = new Detour(307)) {
            unavailable(() -> store(StorageSettings.at(detour.base(), true)).look(PHOTO));
            assertThat(detour.asked()).isNotEmpty();
            assertThat(detour.arrived()).isEmpty();
        }
    }

    private ObjectStore store(StorageSettings settings) {
        return new ObjectStore(settings, new S3Clients(settings), metrics);
    }

    private long failures(String operation) {
        return metrics.get("lumira.storage.calls").tags("operation", operation, "outcome", "failed").timer().count();
    }

    private static void unavailable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.SERVICE_UNAVAILABLE);
            assertThat(problem.getMessage()).startsWith("Le stockage des fichiers");
        });
    }
}
