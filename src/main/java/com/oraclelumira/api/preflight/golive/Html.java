package com.oraclelumira.api.preflight.golive;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HTML that nothing it holds can break: text is escaped where it comes in, and there is no other way in. */
record Html(String source) {

    /** French signs that a space parts from their words stay on one line with them. */
    static Html text(String text) {
        return new Html(text.replaceAll(" (?=[:;?!%»])", "\u00a0").replace("« ", "«\u00a0").replace("&", "&amp;")
                .replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;"));
    }

    /** @param opening the element's name and, if any, attributes, all of them ours: {@code p class="note"} */
    static Html element(String opening, Html... inside) {
        return element(opening, List.of(inside));
    }

    static Html element(String opening, List<Html> inside) {
        var name = opening.split(" ")[0];
        return new Html("<" + opening + ">" + joined(inside.stream()) + "</" + name + ">");
    }

    static Html element(String opening, String text) {
        return element(opening, text(text));
    }

    static Html all(Stream<Html> parts) {
        return new Html(joined(parts));
    }

    /** The two marks that the owner's wording uses. */
    static Html marked(String text) {
        return new Html(text(text).source.replaceAll("\\*\\*([^*]+)\\*\\*", "<strong>$1</strong>")
                .replaceAll("`([^`]+)`", "<code>$1</code>"));
    }

    private static String joined(Stream<Html> parts) {
        return parts.map(Html::source).collect(Collectors.joining());
    }
}
