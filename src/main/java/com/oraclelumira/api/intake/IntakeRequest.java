package com.oraclelumira.api.intake;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** M16. Each part an object, or the same as JSON in a string. */
record IntakeRequest(@JsonAlias("form_data") @Nullable JsonNode formData, @Nullable JsonNode clientInputs,
        @Nullable JsonNode uploadedKeys) {}
