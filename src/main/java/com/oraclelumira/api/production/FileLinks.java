package com.oraclelumira.api.production;

import java.util.List;

import jakarta.inject.Singleton;

import com.oraclelumira.api.orders.Order;

/** Addresses under which the desk and n8n may read an order's photos for a while: the bucket itself is private. */
@Singleton
public class FileLinks {
    /** Freshly signed at each call. */
    public List<FileView> photos(Order order) {
        return order.intake() == null
                ? List.of()
                : order.intake().photos().stream().map(photo -> FileView.of(photo, photo.key())).toList();
    }
}
