package com.oraclelumira.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call, in words, where no {@code @RolesAllowed} says it; a method's wins over its class's. Documents only: the
 * fence itself is code. Every operation has one or the other, so that none is open unnoticed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Callers {
    String value();

    /** A token may be sent, and opens more. */
    boolean optionalToken() default false;
}
