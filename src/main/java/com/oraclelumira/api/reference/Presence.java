package com.oraclelumira.api.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Marks as required what a record always has, which is each component that is not {@code @Nullable}; the others may be
 * absent or null.
 */
final class Presence {
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName JSON_PROPERTY = DotName.createSimple(JsonProperty.class);

    private final Map<String, List<ClassInfo>> records;

    Presence(IndexView index) {
        records = index.getKnownClasses().stream().filter(ClassInfo::isRecord)
                .collect(Collectors.groupingBy(Presence::name));
    }

    /** Several records may have one name: the schema is the one's that has its properties. */
    void mark(Map<String, Schema> schemas) {
        schemas.forEach((name, schema) -> records.getOrDefault(name, List.of()).stream()
                .filter(found -> properties(found).equals(schema.getProperties().keySet())).findFirst()
                .ifPresent(found -> mark(schema, found)));
    }

    private static void mark(Schema schema, ClassInfo found) {
        var always = new TreeSet<>(Optional.ofNullable(schema.getRequired()).orElseGet(List::of));
        found.recordComponents().stream().filter(component -> !component.type().hasAnnotation(NULLABLE))
                .map(component -> property(found.field(component.name()))).forEach(always::add);
        schema.setRequired(always.isEmpty() ? null : List.copyOf(always));
        found.recordComponents().stream().filter(component -> component.type().hasAnnotation(NULLABLE))
                .map(component -> property(found.field(component.name())))
                .forEach(name -> schema.addProperty(name, orNull(schema.getProperties().get(name))));
    }

    /** Several records may share the schema, so what allows null already stays. */
    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null)
            return OASFactory.createSchema().addAnyOf(schema).addAnyOf(Basics.typed(SchemaType.NULL));
        if (schema.getType() == null || schema.getType().contains(SchemaType.NULL))
            return schema;
        if (schema.getEnumeration() != null)
            schema.addEnumeration(null);
        return schema.addType(SchemaType.NULL);
    }

    private static Set<String> properties(ClassInfo found) {
        return found.recordComponents().stream().map(component -> property(found.field(component.name())))
                .collect(Collectors.toSet());
    }

    private static String name(ClassInfo found) {
        var given = found.declaredAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        return given == null || given.value("name") == null ? found.simpleName() : given.value("name").asString();
    }

    private static String property(FieldInfo field) {
        var renamed = field.annotation(JSON_PROPERTY);
        return renamed == null || renamed.value() == null ? field.name() : renamed.value().asString();
    }
}
