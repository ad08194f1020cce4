package com.oraclelumira.api.desk;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.storage.LinkLife;
import com.oraclelumira.api.storage.ObjectStore;
import com.oraclelumira.api.uploads.FileTrail;

/** Every file of both buckets, readings included (contract E17, defect 45), as an address that opens it for a while. */
@Path("/api")
@RolesAllowed(Roles.EXPERT)
@RateLimited(LimitGroup.DESK)
class FileResource {
    /** {@code expiresIn} in seconds. */
    @Schema(name = "SignedFileView")
    record FileView(String signedUrl, long expiresIn) {}

    private final CurrentExpert expert;
    private final ObjectStore store;
    private final FileTrail trail;

    FileResource(CurrentExpert expert, ObjectStore store, FileTrail trail) {
        this.expert = expert;
        this.store = store;
        this.trail = trail;
    }

    /** By address or key. Problems: VALIDATION_ERROR for what is no file of ours, UNAUTHENTICATED, SERVICE_UNAVAILABLE. */
    @GET
    @Path("expert/files/presign")
    @Operation(summary = "An address that opens any file of both buckets for a while (E17).", description = "By url or key, for expiresIn seconds: 60 to 3600, 900 unless asked otherwise.")
    @Fails(ProblemType.VALIDATION_ERROR)
    public FileView sign(@QueryParam("url") @Nullable String url, @QueryParam("key") @Nullable String key,
            @QueryParam("expiresIn") @Nullable Integer expiresIn) {
        var actor = expert.actor();
        var file = store.parse(key == null ? url : key).orElseThrow(
                () -> new ProblemException(ProblemType.VALIDATION_ERROR,
                        "Cette adresse n'est pas celle d'un fichier."));
        var life = LinkLife.of(expiresIn);
        trail.record(actor, "file.signed", file);
        return new FileView(store.signedGet(file, life).toString(), life.toSeconds());
    }
}
