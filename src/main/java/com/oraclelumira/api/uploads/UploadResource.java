package com.oraclelumira.api.uploads;

import java.time.Duration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.storage.ObjectStore;

/** Photos on their way to the bucket and back to a page (contract M13, M15). */
@Path("/api")
class UploadResource {
    private static final Duration READABLE = Duration.ofMinutes(15);

    /** M15. {@code expiresIn} in seconds. */
    record SignedView(String key, String url, long expiresIn) {}

    private final Presigning presigning;
    private final PhotoAccess access;
    private final ObjectStore store;

    UploadResource(Presigning presigning, PhotoAccess access, ObjectStore store) {
        this.presigning = presigning;
        this.access = access;
        this.store = store;
    }

    /** Where and how the browser may PUT one photo. Nobody is signed in yet. VALIDATION_ERROR, SERVICE_UNAVAILABLE. */
    @POST
    @Path("uploads/presign")
    @RateLimited(LimitGroup.UPLOADS)
    @Callers("everybody")
    @Operation(summary = "Where and how the browser may PUT one photo (M13).", description = "type: face_photo or palm_photo. Accepted: "
            + ImageType.NAMES
            + ", at most 15 MB; no SVG. The PUT must send the contentType of the answer, within expiresIn seconds. "
            + "What is inside is looked at when the photo is submitted (M16, M7).")
    @Fails(ProblemType.VALIDATION_ERROR)
    public PresignView presign(PresignRequest request) {
        return presigning.presign(request);
    }

    /** Mostly the desk's thumbnails. VALIDATION_ERROR for what is no photo's key or address, FORBIDDEN. */
    @GET
    @Path("uploads/presign-get")
    @RateLimited(LimitGroup.DESK)
    @Callers(value = "an expert; without a token, whoever knows the key of a photo sent within the last day", optionalToken = true)
    @Operation(summary = "An address that shows a photo for 15 minutes, by its key or stored address (M15).")
    @Fails({ProblemType.VALIDATION_ERROR, ProblemType.FORBIDDEN})
    public SignedView show(@QueryParam("key") @Nullable String key, @QueryParam("url") @Nullable String url) {
        var named = store.parse(key == null ? url : key).orElseThrow(() -> new ProblemException(
                ProblemType.VALIDATION_ERROR, "Cette adresse n'est pas celle d'une photo envoyée ici."));
        var photo = access.require(named);
        return new SignedView(photo.key(), store.signedGet(photo, READABLE).toString(), READABLE.toSeconds());
    }
}
