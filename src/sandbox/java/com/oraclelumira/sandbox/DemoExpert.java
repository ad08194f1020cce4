package com.oraclelumira.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The desk's first account, made as in production: with the code from the environment, once. */
public record DemoExpert(String email, String password) {
    private static final int CREATED = 201;
    private static final int EXISTS = 403;

    static DemoExpert of(ShopSecrets secrets) {
        return new DemoExpert("expert@example.com", secrets.expertPassword());
    }

    /** The second call finds the account and changes nothing. */
    void register(URI api, String code) {
        var body = """
            {"email":"%s","password":"%s","name":"Maya","invitationCode":"%s"}""".formatted(email, password, code);
        try (var http = HttpClient.newHttpClient()) {
            int status = http.send(HttpRequest.newBuilder(api.resolve("/api/expert/register"))
                    .timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding()).statusCode();
            if (status != CREATED && status != EXISTS)
                throw new IllegalStateException("the demo expert could not register: " + status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
