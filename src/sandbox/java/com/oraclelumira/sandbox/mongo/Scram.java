package com.oraclelumira.sandbox.mongo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The server's side of one SCRAM-SHA-256 sign-in (RFC 5802, RFC 7677). */
final class Scram {
    private static final int ITERATIONS = 4096;
    private static final int BITS = 256;

    private final String clientFirst;
    private final String serverFirst;
    private final Optional<String> password;
    private final byte[] salt = random(16);

    /** @param message the client's first: {@code n,,n=user,r=nonce} */
    Scram(byte[] message, Users users) {
        clientFirst = text(message).replaceFirst("^[^,]*,[^,]*,", "");
        var fields = fields(clientFirst);
        password = users.passwordOf(fields.get("n"));
        serverFirst = "r=" + fields.get("r") + base64(random(18)) + ",s=" + base64(salt) + ",i=" + ITERATIONS;
    }

    byte[] challenge() {
        return serverFirst.getBytes(StandardCharsets.UTF_8);
    }

    /** The server's own proof; empty when the client's is wrong or the user unknown. */
    Optional<byte[]> verify(byte[] message) {
        var withoutProof = text(message).replaceFirst(",p=.*", "");
        var conversation = clientFirst + "," + serverFirst + "," + withoutProof;
        var proof = Base64.getDecoder().decode(fields(text(message)).get("p"));
        return password.map(this::salted).filter(key -> Arrays.equals(proof, proof(key, conversation)))
                .map(key -> ("v=" + base64(hmac(hmac(key, "Server Key"), conversation)))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] proof(byte[] salted, String conversation) {
        var clientKey = hmac(salted, "Client Key");
        var signature = hmac(digest(clientKey), conversation);
        for (int i = 0; i < clientKey.length; i++)
            clientKey[i] ^= signature[i];
        return clientKey;
    }

    private byte[] salted(String secret) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, BITS)).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] digest(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String message) {
        return Arrays.stream(message.split(","))
                .collect(Collectors.toMap(part -> part.substring(0, 1), part -> part.substring(2)));
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
