package com.oraclelumira.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems of one operation, for the reference at {@code /docs}. Those that follow from its token, its limit and its
 * body are added there without being named here.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Fails {
    ProblemType[] value() default {};

    /** False for the few that answer while the database is away. */
    boolean needsDatabase() default true;
}
