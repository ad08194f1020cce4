package com.oraclelumira.api.production;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Intake.Preferences;
import com.oraclelumira.api.orders.Order;

/**
 * Who the reading is for and what she asks, as the desk and n8n get it: from her form, and where it is silent from her
 * purchase, because the desk's page fails on a missing name or address. {@code dateOfBirth} has v1's midnight (UTC).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FormData(String firstName, String lastName, String email, @Nullable String phone,
        @Nullable String dateOfBirth, @Nullable String specificQuestion, @Nullable String objective,
        @Nullable Preferences preferences) {

    public static FormData of(Order order) {
        var intake = Optional.ofNullable(order.intake());
        var buyer = order.buyer();
        return new FormData(intake.map(Intake::firstName).orElse(buyer.firstName()),
                intake.map(Intake::lastName).orElse(buyer.lastName()), buyer.email(),
                intake.map(Intake::phone).orElse(buyer.phone()),
                intake.map(Intake::dateOfBirth).map(FormData::midnight).orElse(null),
                intake.map(Intake::specificQuestion).orElse(null), intake.map(Intake::objective).orElse(null),
                intake.map(Intake::preferences).orElse(null));
    }

    private static String midnight(String date) {
        return date.length() == "yyyy-MM-dd".length() ? date + "T00:00:00.000Z" : date;
    }
}
