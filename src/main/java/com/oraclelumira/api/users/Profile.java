package com.oraclelumira.api.users;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the customer told us for her readings, as free text from the form (contract M6). The two photos are the keys of
 * stored objects; a page is shown an address that is signed for it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(@Nullable String birthDate, @Nullable String birthTime, @Nullable String birthPlace,
        @Nullable String specificQuestion, @Nullable String objective, @Nullable String facePhotoUrl,
        @Nullable String palmPhotoUrl, @Nullable Boolean profileCompleted, @Nullable Instant submittedAt) {

    public static final Profile EMPTY = new Profile(null, null, null, null, null, null, null, false, null);
}
