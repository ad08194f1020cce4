package com.oraclelumira.api.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a query says into numbers, switches and choices. What does not fit is a VALIDATION_ERROR that names the
 * parameter; the framework's own answer would be a 404, and any word at all would count as {@code false}.
 */
@Provider
public class QueryValues implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return Arrays.stream(annotations).filter(QueryParam.class::isInstance).findFirst()
                .map(found -> (ParamConverter<T>) converter(type, ((QueryParam) found).value())).orElse(null);
    }

    private static @Nullable ParamConverter<?> converter(Class<?> type, String name) {
        if (type == int.class || type == Integer.class)
            return reading(name, "un nombre entier", QueryValues::number);
        if (type == boolean.class || type == Boolean.class)
            return reading(name, "true ou false", QueryValues::truth);
        if (type.isEnum())
            return reading(name, "l'un de : " + Arrays.toString(type.getEnumConstants()),
                    text -> Arrays.stream(type.getEnumConstants()).filter(one -> one.toString().equals(text))
                            .findFirst());
        return null;
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static <V> ParamConverter<V> reading(String name, String kind, Function<String, Optional<V>> read) {
        return new ParamConverter<>() {
            @Override
            public V fromString(String text) {
                // of this type, or the framework makes a 404 of it; the mapper finds the problem inside
                return read.apply(text).orElseThrow(() -> new BadRequestException(
                        new ProblemException(ProblemType.VALIDATION_ERROR,
                                "Le paramètre « %s » doit être %s.".formatted(name, kind))));
            }

            @Override
            public String toString(V value) {
                return String.valueOf(value);
            }
        };
    }
}
