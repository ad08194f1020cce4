package com.oraclelumira.api.uploads;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The images that a customer may send: what browsers show and phones make. Nothing that a browser would run, such as SVG
 * or HTML. SEC-7
 */
enum ImageType {
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff", "jpg", "jpeg"), PNG("image/png", "\u0089PNG\r\n\u001a\n", "png"),
    WEBP("image/webp", "RIFF.{4}WEBP", "webp"), GIF("image/gif", "GIF8[79]a", "gif"),
    /** Brands of ISO/IEC 23008-12: HEVC pictures. */
    HEIC("image/heic", ".{4}ftyphei[cxms]", "heic"), HEIF("image/heif", ".{4}ftyp(mif1|msf1|hev[cxms])", "heif");

    /** The same, for people of any language. */
    static final String NAMES = "JPEG, PNG, WebP, GIF, HEIC, HEIF";

    private final String contentType;
    private final Pattern beginning;
    private final List<String> extensions;

    ImageType(String contentType, String beginning, String... extensions) {
        this.contentType = contentType;
        this.beginning = Pattern.compile(beginning, Pattern.DOTALL);
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

    /** By what it is, whatever anybody called it. @param beginning its first bytes, each as one character */
    static Optional<ImageType> ofBeginning(String beginning) {
        return Arrays.stream(values()).filter(type -> type.beginning.matcher(beginning).lookingAt()).findFirst();
    }
}
