package com.oraclelumira.api.legacy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.bson.Document;

/**
 * The desk's orders of one payment, the one that counts first. How far it is and what its reading says are its own word;
 * what she told us only in a double (v1's form sometimes landed there) is filled in, field by field, and never replaces
 * anything.
 *
 * @param all as v1 had them
 * @param order the first of them, completed; an empty document when there is none
 * @param filled the names of the fields that came from a double
 */
record V1Doubles(List<V1Document> all, V1Document order, List<String> filled) {
    private static final List<String> OWN = List.of("userId", "userEmail", "userName", "expertPrompt",
            "expertInstructions");
    private static final List<String> TOLD = List.of("formData", "clientInputs");

    static V1Doubles of(List<V1Document> ranked) {
        if (ranked.size() < 2)
            return new V1Doubles(ranked, ranked.isEmpty() ? V1Document.NONE : ranked.getFirst(), List.of());
        var completed = new Document(ranked.getFirst().raw());
        var filled = new ArrayList<String>();
        for (var other : ranked.subList(1, ranked.size()))
            fill(completed, other.raw(), filled);
        return new V1Doubles(ranked, new V1Document(completed), List.copyOf(filled));
    }

    private static void fill(Document order, Document other, List<String> filled) {
        OWN.forEach(field -> fill(order, other, field, field, filled));
        TOLD.forEach(part -> fillPart(order, other, part, filled));
        if (mayLendReading(order, other))
            fillPart(order, other, "generatedContent", filled);
        fillPhotos(order, other, filled);
    }

    /** What nobody approved must not reach her under the approval, or the delivery, of something else. */
    private static boolean mayLendReading(Document order, Document other) {
        var ours = new V1Document(order);
        boolean goesOut = V1Purchase.approved(ours) || ours.instant("deliveredAt") != null;
        return !goesOut || V1Purchase.approved(new V1Document(other));
    }

    private static void fillPart(Document order, Document other, String part, List<String> filled) {
        if (!(other.get(part) instanceof Document theirs)
                || order.get(part) != null && !(order.get(part) instanceof Document))
            return;
        var ours = order.get(part) instanceof Document given ? new Document(given) : new Document();
        for (var field : theirs.keySet())
            if (theirs.get(field) instanceof Document)
                fillPart(ours, theirs, field, filled);
            else
                fill(ours, theirs, field, part + "." + field, filled);
        if (!ours.isEmpty())
            order.put(part, ours);
    }

    private static void fill(Document ours, Document theirs, String field, String name, List<String> filled) {
        if (field.equals("_id") || !absent(ours.get(field)) || absent(theirs.get(field)))
            return;
        ours.put(field, theirs.get(field));
        filled.add(name);
    }

    private static boolean absent(Object value) {
        return value == null || value instanceof String text && (text.isBlank() || V1Form.filledIn(text));
    }

    /** Of a kind that the order has no usable photo of. */
    private static void fillPhotos(Document order, Document other, List<String> filled) {
        var ours = new ArrayList<>(new V1Document(order).list("files"));
        var kinds = new HashSet<String>(ours.stream().filter(V1Form::usable).map(V1Form::kind).toList());
        var missing = new V1Document(other).list("files").stream().filter(V1Form::usable)
                .filter(file -> !kinds.contains(V1Form.kind(file))).toList();
        if (missing.isEmpty())
            return;
        ours.addAll(missing);
        order.put("files", ours.stream().map(V1Document::raw).toList());
        Set.copyOf(missing.stream().map(V1Form::kind).toList()).forEach(kind -> filled.add("files." + kind));
    }
}
