package com.oraclelumira.api.production;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.storage.ObjectStore;

/** Addresses under which the desk and n8n may read an order's files for a while: the buckets themselves are private. */
@Singleton
public class FileLinks {
    /** For a page that a person has open. */
    public static final Duration PAGE = Duration.ofMinutes(15);

    private final ObjectStore store;

    FileLinks(ObjectStore store) {
        this.store = store;
    }

    /** The intake's photos, freshly signed at each call; without addresses where no store is configured. */
    public List<FileView> photos(Order order, Duration validFor) {
        return order.intake() == null
                ? List.of()
                : order.intake().photos().stream().map(photo -> FileView.of(photo, signed(photo.key(), validFor)))
                        .toList();
    }

    /** The same reading with addresses that open its files; those that are not ours stay as they are (defect 45). */
    public @Nullable Reading readable(@Nullable Reading reading, Duration validFor) {
        return reading == null
                ? null
                : reading.at(signedOrSame(reading.pdfUrl(), validFor), signedOrSame(reading.audioUrl(), validFor));
    }

    private @Nullable String signedOrSame(@Nullable String address, Duration validFor) {
        var signed = signed(address, validFor);
        return signed == null ? address : signed;
    }

    private @Nullable String signed(@Nullable String address, Duration validFor) {
        return store.configured()
                ? store.parse(address).map(object -> store.signedGet(object, validFor).toString()).orElse(null)
                : null;
    }
}
