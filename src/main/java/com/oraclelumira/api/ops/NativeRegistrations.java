package com.oraclelumira.api.ops;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the native executable must be able to find by name and neither the framework nor a library tells it. Caffeine makes
 * a class's name out of what a cache is asked to do ("MS" a maximum size, "A" expiry after access, "W" after writing):
 * one for the cache, one for its entries. A new kind of cache must be added; the test beside this one says so.
 */
@RegisterForReflection(classNames = {
        "com.github.benmanes.caffeine.cache.SSMSA", "com.github.benmanes.caffeine.cache.PSAMS",
        "com.github.benmanes.caffeine.cache.SSMS", "com.github.benmanes.caffeine.cache.PSMS",
        "com.github.benmanes.caffeine.cache.SSW", "com.github.benmanes.caffeine.cache.PSW"})
final class NativeRegistrations {
    private NativeRegistrations() {}
}
