package com.oraclelumira.api.users;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import com.mongodb.client.model.Filters;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

/** The customers, page by page, for the desk and for admins. */
@Singleton
public class UserDirectory {
    /** The fields that a list may be sorted by; every other name is refused before it reaches the store. */
    public static final List<String> SORTABLE = List.of("createdAt", "updatedAt", "email", "firstName", "lastName");
    public static final int LONGEST_SEARCH = 100;

    private static final int MOST_WORDS = 5;
    private static final List<String> SEARCHED = List.of("email", "firstName", "lastName", "phone");

    /**
     * @param search words that must all occur, each somewhere in address, names or phone; null or blank: everybody
     * @param sortBy one of {@link #SORTABLE}
     * @param page counts from 1
     */
    public record Query(@Nullable String search, String sortBy, boolean upwards, int page, int size) {}

    private final Users users;

    UserDirectory(Users users) {
        this.users = users;
    }

    public List<User> page(Query query) {
        if (!SORTABLE.contains(query.sortBy()))
            throw new IllegalArgumentException("not sortable by " + query.sortBy());
        var sort = query.upwards() ? ascending(query.sortBy()) : descending(query.sortBy());
        return users.mongoCollection().find(filter(query.search())).sort(orderBy(sort, descending("_id")))
                .skip((query.page() - 1) * query.size()).limit(query.size()).into(new ArrayList<>());
    }

    public long count(@Nullable String search) {
        return users.mongoCollection().countDocuments(filter(search));
    }

    private static Bson filter(@Nullable String search) {
        if (search == null || search.isBlank())
            return Filters.empty();
        return and(Arrays.stream(search.strip().split("\\s+")).limit(MOST_WORDS).map(UserDirectory::contains).toList());
    }

    /** Literally: nothing of what was typed is read as a pattern (contract §6, defect 12). */
    private static Bson contains(String word) {
        var literal = Pattern.compile(Pattern.quote(word), Pattern.CASE_INSENSITIVE);
        return or(SEARCHED.stream().map(field -> regex(field, literal)).toList());
    }
}
