package com.oraclelumira.api.uploads;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Which photo it is, as both frontends name it. */
public enum PhotoType {
    FACE("face_photo", "La photo de votre visage"), PALM("palm_photo", "La photo de votre paume");

    private final String id;
    private final String subject;

    PhotoType(String id, String subject) {
        this.id = id;
        this.subject = subject;
    }

    public String id() {
        return id;
    }

    /** As a sentence for the customer begins. */
    String subject() {
        return subject;
    }

    static Optional<PhotoType> of(@Nullable String id) {
        return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
    }
}
