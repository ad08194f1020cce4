package com.oraclelumira.api.preflight.inside;

import java.util.ArrayList;
import java.util.List;

import org.bson.Document;

/** What a MongoDB server says of how it would answer a question. */
public final class Plans {
    private Plans() {}

    /** Whether it would read a whole collection. The winning plans alone count: rejected ones may read what they like. */
    public static boolean scans(Document explained) {
        var plans = new ArrayList<String>();
        winners(explained, plans);
        return plans.stream().anyMatch(winner -> winner.contains("\"COLLSCAN\""));
    }

    private static void winners(Object part, List<String> found) {
        if (part instanceof Document document)
            document.forEach((name, value) -> {
                if (name.equals("winningPlan") && value instanceof Document winner)
                    found.add(winner.toJson());
                else
                    winners(value, found);
            });
        else if (part instanceof List<?> list)
            list.forEach(each -> winners(each, found));
    }
}
