package com.oraclelumira.api.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/** Marks as required what a record always has, which is each component that is not {@code @Nullable}. */
final class Presence {
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);

    private final Map<String, Optional<ClassInfo>> records;

    /** A name that two records have is left alone: a schema does not say which of them it is. */
    Presence(IndexView index) {
        records = index.getKnownClasses().stream().filter(ClassInfo::isRecord)
                .collect(Collectors.toMap(Presence::name, Optional::of, Presence::same));
    }

    // an index made of several ones may show a class twice
    private static Optional<ClassInfo> same(Optional<ClassInfo> one, Optional<ClassInfo> other) {
        return one.map(ClassInfo::name).equals(other.map(ClassInfo::name)) ? one : Optional.empty();
    }

    void mark(Map<String, Schema> schemas) {
        schemas.forEach((name, schema) -> records.getOrDefault(name, Optional.empty())
                .ifPresent(found -> mark(schema, found)));
    }

    private static void mark(Schema schema, ClassInfo found) {
        var always = new TreeSet<>(Optional.ofNullable(schema.getRequired()).orElseGet(List::of));
        found.recordComponents().stream().filter(component -> !component.type().hasAnnotation(NULLABLE))
                .map(component -> property(found.field(component.name()))).filter(schema.getProperties()::containsKey)
                .forEach(always::add);
        schema.setRequired(always.isEmpty() ? null : List.copyOf(always));
    }

    private static String name(ClassInfo found) {
        var given = found.declaredAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        return given == null || given.value("name") == null ? found.simpleName() : given.value("name").asString();
    }

    private static String property(FieldInfo field) {
        var renamed = field.annotation(DotName.createSimple(JsonProperty.class));
        return renamed == null || renamed.value() == null ? field.name() : renamed.value().asString();
    }
}
