package com.oraclelumira.api.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.EffectHandler;
import com.oraclelumira.api.orders.ErasedOrders;
import com.oraclelumira.api.orders.FileOwners;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Photo;
import com.oraclelumira.api.storage.ObjectStore;
import com.oraclelumira.api.uploads.PhotoObjects;
import com.oraclelumira.api.uploads.Uploads;
import com.oraclelumira.api.users.Profile;
import com.oraclelumira.api.users.User;

/** The objects in the buckets that belong to a person, and their end. */
@Singleton
class StoredFiles implements EffectHandler {
    /** Where an imported order, whose originals we keep, names files. */
    private static final Set<String> ADDRESSES = Set.of("key", "url", "pdfUrl", "audioUrl", "mandalaSvg");

    private final ObjectStore store;
    private final Uploads uploads;
    private final PhotoObjects objects;
    private final ErasedOrders erased;
    private final FileOwners owners;

    StoredFiles(ObjectStore store, Uploads uploads, PhotoObjects objects, ErasedOrders erased, FileOwners owners) {
        this.store = store;
        this.uploads = uploads;
        this.objects = objects;
        this.erased = erased;
        this.owners = owners;
    }

    /** Keys and addresses of the order's photos and of all readings that were ever made for it. */
    static List<String> of(Order order) {
        var photos = order.intake() == null
                ? Stream.<String>empty()
                : order.intake().photos().stream().map(Photo::key);
        var readings = Stream.of(order.fulfilment().reading(), order.fulfilment().published())
                .filter(Objects::nonNull).flatMap(reading -> reading.addresses().stream());
        return plain(Stream.of(photos, readings, order.fulfilment().files().stream(), kept(order.v1()).stream())
                .flatMap(Function.identity()));
    }

    /** Keys of the photos that she sent for herself, those of her profile among them. */
    List<String> of(User user) {
        var profile = user.profile() == null ? Profile.EMPTY : user.profile();
        return plain(Stream.concat(Stream.of(profile.facePhotoUrl(), profile.palmPhotoUrl()),
                uploads.keysOf(user.id()).stream()));
    }

    /** A mandala may be a drawing instead of an address. */
    private static List<String> plain(Stream<@Nullable String> texts) {
        return texts.filter(Objects::nonNull).filter(text -> !text.isBlank() && !text.contains("<")).distinct()
                .toList();
    }

    private static List<String> kept(@Nullable Document v1) {
        var found = new ArrayList<String>();
        if (v1 != null)
            collect(v1, found);
        return found;
    }

    private static void collect(Object value, List<String> found) {
        if (value instanceof Document document)
            document.forEach((name, inner) -> {
                if (inner instanceof String text && ADDRESSES.contains(name))
                    found.add(text);
                else if (inner != null)
                    collect(inner, found);
            });
        else if (value instanceof List<?> list)
            list.stream().filter(Objects::nonNull).forEach(inner -> collect(inner, found));
    }

    /** Deleting what is gone is fine, so the whole list may be tried again. SERVICE_UNAVAILABLE when the store is away. */
    void delete(List<String> files) {
        for (var file : files)
            store.parse(file).ifPresentOrElse(objects::delete, () -> Log.warnf("erasure.file_not_ours"));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ErasedOrders.ERASE_FILES);
    }

    @Override
    public boolean standsAfterErasure() {
        return true;
    }

    @Override
    public void meet(Order order, Effect effect) {
        var left = order.leftovers() == null ? List.<String>of() : order.leftovers();
        var brought = order.fulfilment().files();
        var all = Stream.concat(left.stream(), brought.stream().filter(key -> !isAnothers(order, key))).distinct()
                .toList();
        delete(all);
        erased.clean(order.id(), Stream.concat(left.stream(), brought.stream()).toList());
        Log.infof("order.files_erased number=%s files=%d", order.orderNumber(), all.size());
    }

    private boolean isAnothers(Order order, String key) {
        return store.parse(key).filter(object -> owners.anyBut(order.id(), store.names(object))).isPresent();
    }

    @Override
    public boolean asksOthers() {
        return true;
    }
}
