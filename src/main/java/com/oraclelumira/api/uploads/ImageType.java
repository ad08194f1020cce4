package com.oraclelumira.api.uploads;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The images that a customer may send. Nothing that a browser would run, such as SVG or HTML. SEC-7 */
enum ImageType {
    JPEG("image/jpeg", "jpg", "jpeg"), PNG("image/png", "png"), WEBP("image/webp", "webp"), GIF("image/gif", "gif"),
    BMP("image/bmp", "bmp"), TIFF("image/tiff", "tiff", "tif"), HEIC("image/heic", "heic"), HEIF("image/heif", "heif");

    private final String contentType;
    private final List<String> extensions;

    ImageType(String contentType, String... extensions) {
        this.contentType = contentType;
        this.extensions = List.of(extensions);
    }

    String contentType() {
        return contentType;
    }

    String extension() {
        return extensions.getFirst();
    }

    static Optional<ImageType> ofContentType(String contentType) {
        // what some systems call a JPEG
        var usual = contentType.equals("image/jpg") ? JPEG.contentType : contentType;
        return Arrays.stream(values()).filter(type -> type.contentType.equals(usual)).findFirst();
    }

    /** By the end of a file's name, for browsers that do not know what they send. */
    static Optional<ImageType> ofName(@Nullable String fileName) {
        if (fileName == null)
            return Optional.empty();
        var extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(type -> type.extensions.contains(extension)).findFirst();
    }
}
