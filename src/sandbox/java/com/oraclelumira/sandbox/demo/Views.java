package com.oraclelumira.sandbox.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.Variant;

/** The templates of {@code /demo}. Every value is escaped, because every template says that it is HTML. */
final class Views {
    private static final String HTML = "text/html";
    /** {@code {email.urlEncoded}}, for a query. */
    private static final ValueResolver URL_ENCODED = ValueResolver.builder().applyToBaseClass(String.class)
            .applyToName("urlEncoded")
            .resolveSync(context -> URLEncoder.encode((String) context.getBase(), StandardCharsets.UTF_8)).build();
    private final Engine engine = Engine.builder().addDefaults().addValueResolver(new ReflectionValueResolver())
            .addValueResolver(URL_ENCODED).addResultMapper(new HtmlEscaper(List.of(HTML)))
            .addLocator(id -> Optional.of(new Html(id))).build();

    private record Html(String id) implements TemplateLocation {
        @Override
        public Reader read() {
            return new StringReader(resource(id + ".html"));
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(HTML));
        }
    }

    Reply page(String template, Map<String, ?> data) {
        var instance = engine.getTemplate(template).instance();
        data.forEach(instance::data);
        return Reply.html(instance.render());
    }

    static String resource(String name) {
        try (var stream = Views.class.getResourceAsStream("/demo/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
