package com.oraclelumira.api.production;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Order;

/** The rest of the customer's form, as the desk and n8n get it (contract §3.12): none of it arrived in v1. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientInputs(@Nullable String birthTime, @Nullable String birthPlace, @Nullable String specificContext,
        @Nullable String lifeQuestion) {

    public static ClientInputs of(Order order) {
        var intake = Optional.ofNullable(order.intake());
        return new ClientInputs(intake.map(Intake::birthTime).orElse(null),
                intake.map(Intake::birthPlace).orElse(null), intake.map(Intake::specificContext).orElse(null),
                intake.map(Intake::objective).orElse(null));
    }
}
