package com.oraclelumira.api.production;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.ErasedOrders;
import com.oraclelumira.api.orders.FileOwners;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.storage.Bucket;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.storage.ObjectStore;

/** The objects of ours that an answer of n8n names: whether they can be its reading's, and what becomes of them. */
@Singleton
class AnsweredFiles {
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "webp", "heic", "heif", "gif", "avif");

    private final ObjectStore store;
    private final FileOwners owners;
    private final ErasedOrders erased;
    private final EffectWorker worker;

    AnsweredFiles(ObjectStore store, FileOwners owners, ErasedOrders erased, EffectWorker worker) {
        this.store = store;
        this.owners = owners;
        this.erased = erased;
        this.worker = worker;
    }

    /** VALIDATION_ERROR for a file of ours that is no reading's, or another order's: her customer could open it. */
    void require(Order order, Reading reading) {
        for (var text : reading.addresses())
            object(text).ifPresent(file -> {
                if (!isReadings(file, text.equals(reading.audioUrl())) || isAnothers(order, file))
                    throw CallbackPayload.refused("Ce fichier ne peut pas être celui de cette lecture.");
            });
    }

    /** Of the reading that came, and of the one that it replaces. */
    List<String> keys(@Nullable Reading before, Reading newer) {
        return Stream.of(Optional.ofNullable(before).orElse(Reading.EMPTY), newer)
                .flatMap(reading -> reading.addresses().stream()).map(this::object).flatMap(Optional::stream)
                .map(ObjectRef::key).distinct().toList();
    }

    /** Nobody is left whose reading it could be: its files are deleted as those before them were. */
    void erase(Order order, Reading reading) {
        var files = reading.addresses().stream().flatMap(text -> object(text)
                .filter(file -> isReadings(file, text.equals(reading.audioUrl()))).stream())
                .filter(file -> !isAnothers(order, file)).map(ObjectRef::key).distinct().toList();
        if (files.isEmpty())
            return;
        erased.oweAlso(order.id(), files);
        worker.wake(order.id());
        Log.infof("production.answered_erased number=%s files=%d", order.orderNumber(), files.size());
    }

    private Optional<ObjectRef> object(String text) {
        return store.parse(text);
    }

    /** Customers' photos lie among the uploads, and v1's workflow put its recordings there. */
    private static boolean isReadings(ObjectRef file, boolean recording) {
        return file.bucket() == Bucket.LECTURES
                || recording && !PICTURES.contains(extension(file.key()));
    }

    private static String extension(String key) {
        return key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private boolean isAnothers(Order order, ObjectRef file) {
        return owners.anyBut(order.id(), store.names(file));
    }
}
