package com.oraclelumira.api.preflight.inside;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What the API that runs beside this process says of itself: its own {@code /metrics} on this machine, in Prometheus'
 * text format. A command is another process than the API: its own figures would tell nothing.
 */
@Singleton
class RunningFigures {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern LINE = Pattern
            .compile("(?<name>[a-zA-Z_:][\\w:]{0,200}+)(?:\\{(?<labels>.{0,4000})})? (?<value>\\S{1,40}+).*");
    private static final Pattern LABEL = Pattern.compile("(\\w{1,64}+)=\"((?:[^\"\\\\]|\\\\.){0,1024}+)\"");

    private final int port;

    RunningFigures(@ConfigProperty(name = "quarkus.management.port") int port) {
        this.port = port;
    }

    /** One line of the page. */
    record Sample(String name, Map<String, String> labels, double value) {
        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    /** All samples of this moment, with the sums that are asked of them. */
    record Samples(List<Sample> all) {
        /** Of all samples of this name; NaN when there is none. */
        double sum(String name) {
            return all.stream().filter(sample -> sample.name().equals(name)).mapToDouble(Sample::value)
                    .reduce(Double::sum).orElse(Double.NaN);
        }
    }

    Samples read() throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).timeout(PATIENCE)
                .header("Accept", "text/plain").build();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build()) {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200)
                throw new IOException("/metrics answers " + answer.statusCode());
            return new Samples(answer.body().lines().map(LINE::matcher).filter(line -> line.matches())
                    .map(line -> new Sample(line.group("name"), labels(line.group("labels")),
                            Double.parseDouble(line.group("value").replace("Inf", "Infinity"))))
                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Map<String, String> labels(String text) {
        var labels = new HashMap<String, String>();
        if (text != null)
            LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        return labels;
    }
}
