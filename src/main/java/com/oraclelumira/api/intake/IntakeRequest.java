package com.oraclelumira.api.intake;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/** M16. Each part an object, or the same as JSON in a string. */
record IntakeRequest(@JsonAlias("form_data") @Schema(implementation = Form.class) @Nullable JsonNode formData,
        @Schema(implementation = Object.class, type = SchemaType.OBJECT, properties = {
                @SchemaProperty(name = "birthTime", type = SchemaType.STRING),
                @SchemaProperty(name = "birthPlace", type = SchemaType.STRING),
                @SchemaProperty(name = "lifeQuestion", type = SchemaType.STRING),
                @SchemaProperty(name = "specificContext", type = SchemaType.STRING)}) @Nullable JsonNode clientInputs,
        @Schema(implementation = Object.class, type = SchemaType.OBJECT, properties = {
                @SchemaProperty(name = "facePhotoKey", type = SchemaType.STRING),
                @SchemaProperty(name = "palmPhotoKey", type = SchemaType.STRING)}) @Nullable JsonNode uploadedKeys){}
