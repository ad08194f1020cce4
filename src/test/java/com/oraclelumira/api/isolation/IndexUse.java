package com.oraclelumira.api.isolation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.bson.BsonDocument;
import org.bson.BsonValue;

import com.oraclelumira.api.testing.IssuedQueries.Query;

/**
 * Whether an index can answer a question, by the rules that every MongoDB server follows: its first field is held to
 * something, in the question itself or in each branch of an {@code $or}; or it gives the order asked for. For servers
 * that cannot be asked ({@code explain}).
 */
final class IndexUse {
    private static final Set<String> BOUNDING = Set.of("$eq", "$in", "$gt", "$gte", "$lt", "$lte", "$all");

    private final Set<String> first;

    IndexUse(Set<List<String>> indexes) {
        first = new HashSet<>(Set.of("_id"));
        indexes.forEach(index -> first.add(index.getFirst()));
    }

    boolean answers(Query query) {
        return parts(query).stream().allMatch(part -> answers(part.filter()) || answersInOrder(part));
    }

    private record Part(BsonDocument filter, BsonDocument sort) {}

    private static List<Part> parts(Query query) {
        var command = query.command();
        return switch (query.name()) {
            case "find" -> List.of(new Part(document(command, "filter"), document(command, "sort")));
            case "findAndModify" -> List.of(new Part(document(command, "query"), document(command, "sort")));
            case "aggregate" -> List.of(ofPipeline(command));
            case "update" -> command.getArray("updates").stream()
                    .map(update -> new Part(document(update.asDocument(), "q"), new BsonDocument())).toList();
            case "delete" -> command.getArray("deletes").stream()
                    .map(delete -> new Part(document(delete.asDocument(), "q"), new BsonDocument())).toList();
            default -> List.of(new Part(document(command, "query"), new BsonDocument()));
        };
    }

    private static Part ofPipeline(BsonDocument command) {
        var filter = new BsonDocument();
        var sort = new BsonDocument();
        for (var stage : command.getArray("pipeline")) {
            if (stage.asDocument().containsKey("$match"))
                filter = stage.asDocument().getDocument("$match");
            else if (stage.asDocument().containsKey("$sort"))
                sort = stage.asDocument().getDocument("$sort");
            else
                break;
        }
        return new Part(filter, sort);
    }

    private static BsonDocument document(BsonDocument command, String name) {
        return command.containsKey(name) ? command.getDocument(name) : new BsonDocument();
    }

    private boolean answersInOrder(Part part) {
        return !part.sort().isEmpty() && first.contains(part.sort().getFirstKey());
    }

    private boolean answers(BsonDocument filter) {
        var bound = new HashSet<String>();
        var branches = new ArrayList<List<BsonValue>>();
        collect("", filter, bound, branches);
        return bound.stream().anyMatch(first::contains)
                || branches.stream().anyMatch(or -> or.stream().allMatch(branch -> answers(branch.asDocument())));
    }

    private void collect(String prefix, BsonDocument filter, Set<String> bound, List<List<BsonValue>> branches) {
        filter.forEach((field, value) -> {
            if (field.equals("$and"))
                value.asArray().forEach(part -> collect(prefix, part.asDocument(), bound, branches));
            else if (field.equals("$or"))
                branches.add(value.asArray());
            else if (!field.startsWith("$"))
                held(prefix + field, value, bound, branches);
        });
    }

    private void held(String field, BsonValue value, Set<String> bound, List<List<BsonValue>> branches) {
        if (!value.isDocument() || value.asDocument().isEmpty()
                || !value.asDocument().getFirstKey().startsWith("$")) {
            bound.add(field);
            return;
        }
        var condition = value.asDocument();
        if (condition.containsKey("$elemMatch"))
            collect(field + ".", condition.getDocument("$elemMatch"), bound, branches);
        boolean exists = condition.containsKey("$exists") && condition.getBoolean("$exists").getValue();
        if (exists || condition.keySet().stream().anyMatch(BOUNDING::contains))
            bound.add(field);
    }
}
