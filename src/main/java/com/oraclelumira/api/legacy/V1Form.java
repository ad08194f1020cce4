package com.oraclelumira.api.legacy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Photo;
import com.oraclelumira.api.users.Identity;
import com.oraclelumira.api.users.Profile;
import com.oraclelumira.api.users.User;

/**
 * What the customer told v1. Its form overwrote her question with her objective, and dropped hour and place of birth
 * (contract §3.12); her profile still has them, and as long as it is about the same person they come back from there.
 */
final class V1Form {
    /** What v1 wrote itself when a free reading was ordered. */
    private static final String FILLED_IN = "Lecture gratuite";

    private final ImportReport report;

    V1Form(ImportReport report) {
        this.report = report;
    }

    Identity buyer(V1Purchase purchase, Optional<User> account, String email) {
        var form = purchase.order().inner("formData");
        var metadata = purchase.payment().inner("metadata");
        var full = purchase.order().text("userName", metadata.text("customerName", "")).split(" ", 2);
        var first = form.text("firstName", account.map(User::firstName).orElse(full[0]));
        var last = form.text("lastName", account.map(User::lastName).orElse(full.length > 1 ? full[1] : ""));
        return new Identity(email, first.isBlank() ? "Client" : first, last.isBlank() ? "Client" : last,
                form.text("phone", account.map(User::phone).orElse(metadata.text("customerPhone"))));
    }

    /** Null when she has not filled in anything. */
    @Nullable
    Intake intake(V1Purchase purchase, Optional<User> account) {
        var order = purchase.order();
        var form = order.inner("formData");
        var inputs = order.inner("clientInputs");
        var question = Optional.ofNullable(form.text("specificQuestion")).filter(text -> !filledIn(text))
                .orElse(null);
        var photos = order.list("files").stream().map(this::photo).filter(Objects::nonNull).toList();
        if (question == null && photos.isEmpty() && !form.has("dateOfBirth")
                && inputs.without(java.util.Set.of()) == null)
            return null;
        var told = account.map(User::profile).filter(profile -> sameForm(profile, form, inputs)).orElse(Profile.EMPTY);
        if (told != Profile.EMPTY)
            report.count("orders.question_restored");
        return new Intake(form.text("firstName"), form.text("lastName"), form.text("phone"), form.day("dateOfBirth"),
                inputs.text("birthTime", told.birthTime()), inputs.text("birthPlace", told.birthPlace()),
                told == Profile.EMPTY ? question : told.specificQuestion(), inputs.text("lifeQuestion"),
                inputs.text("specificContext"), photos, submittedAt(purchase, photos),
                preferences(form.inner("preferences")));
    }

    /** Nothing that she wrote. */
    static boolean filledIn(String text) {
        return text.startsWith(FILLED_IN);
    }

    static boolean usable(V1Document file) {
        return key(file) != null;
    }

    static String kind(V1Document file) {
        return file.text("type", "face_photo");
    }

    private static @Nullable String key(V1Document file) {
        return V1Document.uploadKey(file.text("key", file.text("url")));
    }

    private static Intake.@Nullable Preferences preferences(V1Document chosen) {
        var voice = chosen.text("audioVoice");
        var format = chosen.text("deliveryFormat");
        return voice == null && format == null ? null : new Intake.Preferences(voice, format);
    }

    /** v1's form left the objective in both places, and the profile has the same objective beside a question. */
    private static boolean sameForm(Profile profile, V1Document form, V1Document inputs) {
        var objective = inputs.text("lifeQuestion");
        return objective != null && objective.equals(form.text("specificQuestion"))
                && objective.equals(profile.objective()) && profile.specificQuestion() != null;
    }

    private @Nullable Photo photo(V1Document file) {
        var key = key(file);
        if (key == null) {
            report.odd("orders.photo_without_key", file.raw().get("_id"));
            return null;
        }
        return new Photo(kind(file), key, file.text("contentType", "image"),
                Optional.ofNullable(file.number("size")).orElse(0L), file.text("name"),
                Optional.ofNullable(file.instant("uploadedAt")).orElse(Instant.EPOCH));
    }

    private static Instant submittedAt(V1Purchase purchase, List<Photo> photos) {
        return photos.stream().map(Photo::uploadedAt).max(java.util.Comparator.naturalOrder())
                .filter(at -> at.isAfter(Instant.EPOCH)).orElseGet(purchase::updatedAt);
    }
}
