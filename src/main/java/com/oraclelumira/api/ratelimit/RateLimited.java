package com.oraclelumira.api.ratelimit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.ws.rs.NameBinding;

/**
 * Counts every call of a resource (or of one method, which then wins over its class) against a group of
 * {@link LimitGroup.Key#ADDRESS}, before the body is looked at. Over the limit: 429 RATE_LIMITED with Retry-After.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RateLimited {
    LimitGroup value();
}
