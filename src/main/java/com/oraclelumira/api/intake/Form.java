package com.oraclelumira.api.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Intake.Preferences;
import com.oraclelumira.api.orders.Photo;

/**
 * What the customer wrote, field by field where it belongs (contract §3.12): her question stays the question, her
 * objective is the objective, birth time and place are found wherever a page puts them. The e-mail address of the form
 * is not read at all: an order's customer is its buyer.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Form(@Nullable String firstName, @Nullable String lastName, @Nullable String phone,
        @Nullable String dateOfBirth, @Nullable String birthTime, @Nullable String birthPlace,
        @Nullable String specificQuestion, @Nullable String objective, @Nullable String specificContext,
        @Nullable Preferences preferences) {
    private static final int NAME = 100;
    private static final int SHORT = 40;
    private static final int PLACE = 200;
    private static final int TEXT = 4000;
    private static final int DATE = 10;

    /** Problems: VALIDATION_ERROR for what is too long or no form. */
    static Form of(IntakeRequest request, ObjectMapper json) {
        var form = Part.of(request.formData(), json);
        var inputs = Part.of(request.clientInputs(), json);
        return new Form(form.line("firstName", NAME, "Le prénom"), form.line("lastName", NAME, "Le nom"),
                form.line("phone", SHORT, "Le numéro de téléphone"),
                date(form.line("dateOfBirth", SHORT, "La date de naissance")),
                first(form.line("birthTime", SHORT, "L'heure de naissance"),
                        inputs.line("birthTime", SHORT, "L'heure de naissance")),
                first(form.line("birthPlace", PLACE, "Le lieu de naissance"),
                        inputs.line("birthPlace", PLACE, "Le lieu de naissance")),
                form.lines("specificQuestion", TEXT, "Votre question"),
                first(form.lines("objective", TEXT, "Votre objectif"),
                        inputs.lines("lifeQuestion", TEXT, "Votre objectif")),
                first(inputs.lines("specificContext", TEXT, "Le contexte"),
                        form.lines("specificContext", TEXT, "Le contexte")),
                preferences(Part.of(form.fields().get("preferences"), json)));
    }

    /**
     * The intake that follows {@code earlier}: what she left empty this time stays as it was.
     *
     * @param fromElsewhere nothing shows that the buyer sends it
     */
    Intake after(@Nullable Intake earlier, List<Photo> photos, Instant now, boolean fromElsewhere) {
        var elsewhere = fromElsewhere ? Boolean.TRUE : null;
        if (earlier == null)
            return new Intake(firstName, lastName, phone, dateOfBirth, birthTime, birthPlace, specificQuestion,
                    objective, specificContext, photos, now, preferences, elsewhere);
        return new Intake(first(firstName, earlier.firstName()), first(lastName, earlier.lastName()),
                first(phone, earlier.phone()), first(dateOfBirth, earlier.dateOfBirth()),
                first(birthTime, earlier.birthTime()), first(birthPlace, earlier.birthPlace()),
                first(specificQuestion, earlier.specificQuestion()), first(objective, earlier.objective()),
                first(specificContext, earlier.specificContext()), photos, now,
                first(preferences, earlier.preferences()), elsewhere);
    }

    private static <T> @Nullable T first(@Nullable T preferred, @Nullable T other) {
        return preferred == null ? other : preferred;
    }

    private static @Nullable Preferences preferences(Part part) {
        var voice = part.line("audioVoice", SHORT, "La voix");
        var format = part.line("deliveryFormat", SHORT, "Le format de livraison");
        return voice == null && format == null ? null : new Preferences(voice, format);
    }

    /** As {@code yyyy-MM-dd}; a time behind it is cut off. */
    private static @Nullable String date(@Nullable String text) {
        if (text == null)
            return null;
        try {
            return LocalDate.parse(text.length() > DATE ? text.substring(0, DATE) : text).toString();
        } catch (DateTimeException e) {
            throw new ProblemException(ProblemType.VALIDATION_ERROR,
                    "La date de naissance doit avoir la forme AAAA-MM-JJ.", e);
        }
    }
}
