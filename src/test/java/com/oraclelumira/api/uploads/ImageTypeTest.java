package com.oraclelumira.api.uploads;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a photo is, by its first bytes. {@code ~} stands for any one of them. */
@Tag("SEC-7")
class ImageTypeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\u00ff\u00d8\u00ff\u00e0~~JFIF|JPEG", "\u00ff\u00d8\u00ff\u00e1~~Exif|JPEG",
            "\u00ff\u00d8\u00ff\u00db|JPEG", "RIFF~~~~WEBPVP8 |WEBP", "GIF89a~~|GIF", "GIF87a~~|GIF",
            "~~~~ftypheic~~~~mif1|HEIC", "~~~~ftypheix|HEIC", "~~~~ftypmif1~~~~heic|HEIF", "~~~~ftyphevc|HEIF"})
    void an_image_is_known_by_its_bytes(String beginning, ImageType type) {
        assertThat(ImageType.ofBeginning(beginning.replace('~', '\n'))).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00ff\u00d8", "<svg xmlns='http://www.w3.org/2000/svg'>",
            "<?xml version='1.0'?><svg>",
            "<!DOCTYPE html>", " GIF89a", "%PDF-1.7", "PK\u0003\u0004", "MZ~~", "BM~~~~", "II*~", "MM~*",
            "RIFF~~~~WAVE", "~~~~ftypisom", "~~~~ftypmp42", "~~~~ftypavif", "\u00ef\u00bb\u00bf<html>", "GIF88a"})
    void nothing_else_is_one(String beginning) {
        assertThat(ImageType.ofBeginning(beginning)).isEmpty();
    }

    @org.junit.jupiter.api.Test
    void a_png_begins_as_its_standard_says() {
        var png = new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};
        assertThat(ImageType.ofBeginning(new String(png, StandardCharsets.ISO_8859_1))).contains(ImageType.PNG);
        png[4] = 10;
        assertThat(ImageType.ofBeginning(new String(png, StandardCharsets.ISO_8859_1))).isEmpty();
    }
}
