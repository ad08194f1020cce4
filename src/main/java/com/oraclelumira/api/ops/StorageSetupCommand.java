package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.storage.BucketSetup;

/** {@code storage-setup}: tells the buckets which pages may use them (CORS_ORIGIN) and to forget unfinished uploads. */
@Singleton
class StorageSetupCommand implements OperatorCommand {
    private final BucketSetup buckets;
    private final List<String> origins;

    StorageSetupCommand(BucketSetup buckets, @ConfigProperty(name = "lumira.cors-origins") List<String> origins) {
        this.buckets = buckets;
        this.origins = origins;
    }

    @Override
    public String name() {
        return "storage-setup";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        if (!options.isEmpty())
            throw new IllegalArgumentException("storage-setup takes no options: the environment says it all");
        return buckets.apply(origins);
    }
}
