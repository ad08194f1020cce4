package com.oraclelumira.api.ops;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SecretStrengthTest {
    private final Random random = new Random(25);

    @Test
    @Tag("SEC-2")
    void whatever_a_generator_makes_passes() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(HexFormat.of().formatHex(bytes(16))).matches(SecretStrength::looksRandom);
            assertThat(Base64.getEncoder().encodeToString(bytes(24))).matches(SecretStrength::looksRandom);
            assertThat(Base64.getUrlEncoder().encodeToString(bytes(48))).matches(SecretStrength::looksRandom);
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    @Tag("SEC-2")
    void length_is_counted_in_bytes() {
        assertThat(SecretStrength.isLongEnough("é".repeat(16))).isTrue();
        assertThat(SecretStrength.isLongEnough("e".repeat(31))).isFalse();
    }
}
