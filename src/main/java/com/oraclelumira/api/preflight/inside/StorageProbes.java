package com.oraclelumira.api.preflight.inside;

import java.io.IOException;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;
import com.oraclelumira.api.storage.BucketInspection;
import com.oraclelumira.api.storage.BucketSetup;

/** The buckets of photos and readings. */
@Singleton
class StorageProbes implements Group {
    private static final Finding NONE = Finding.bad("no object storage is configured: nobody can send a photo",
            "set the variables of the object storage");
    private static final String SET_UP = "storage-setup, which tells the buckets";
    private static final String PAGE = "storage.md";

    private final BucketInspection inspection;
    private final BucketSetup setup;
    private final List<String> origins;

    StorageProbes(BucketInspection inspection, BucketSetup setup,
            @ConfigProperty(name = "lumira.cors-origins") List<String> origins) {
        this.inspection = inspection;
        this.setup = setup;
        this.origins = origins;
    }

    @Override
    public String name() {
        return "Object storage";
    }

    @Override
    public List<Probe> probes() {
        return List.of(
                new Probe("bucket-private", List.of("GO-2"),
                        "Nobody should list or read the buckets without a signature.", PAGE, this::isPrivate),
                new Probe("bucket-rules", List.of("SEC-4"),
                        "The buckets should let the pages of CORS_ORIGIN send and read, and no other page.", PAGE,
                        this::rules),
                new Probe("bucket-lifecycle", List.of("INF-4"),
                        "The bucket of photos should forget unfinished uploads.", PAGE, this::lifecycle));
    }

    private Finding isPrivate() throws IOException {
        if (!inspection.configured())
            return NONE;
        var privacy = inspection.privacy();
        if (!privacy.open().isEmpty())
            return Finding.bad(String.join("; ", privacy.open()), "make both buckets private: block all public access");
        return privacy.empty()
                ? Finding.human("nobody may list them; one holds no object, so reading was not tried there",
                        "run it again once a photo and a reading are there")
                : Finding.good("neither listing nor reading is allowed without a signature");
    }

    private Finding rules() throws IOException {
        if (!inspection.configured())
            return NONE;
        var wrong = inspection.wrongRules(origins);
        return wrong.isEmpty()
                ? Finding.good("pages of " + String.join(", ", origins) + " and no others")
                : Finding.bad(String.join("; ", wrong), SET_UP);
    }

    private Finding lifecycle() {
        if (!inspection.configured())
            return NONE;
        return switch (setup.tidying()) {
            case DONE -> Finding.good("after a day");
            case NOT_TOLD -> Finding.bad("it was not told to", SET_UP);
            case UNKNOWN_TO_SERVER -> Finding.human("this server knows no lifecycle rules",
                    "nothing here leaves unfinished uploads; look at its disk now and then");
        };
    }
}
