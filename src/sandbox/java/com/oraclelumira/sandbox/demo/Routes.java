package com.oraclelumira.sandbox.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which page answers what; {@code *} in a path stands for one segment. HEAD is answered as GET. */
final class Routes {
    @FunctionalInterface
    interface Page {
        Reply answer(Visit visit);
    }

    private final Map<String, Page> pages = new LinkedHashMap<>();

    void get(String path, Page page) {
        pages.put("GET " + path, page);
    }

    void post(String path, Page page) {
        pages.put("POST " + path, page);
    }

    Optional<Page> find(Visit visit) {
        var method = visit.method().equals("HEAD") ? "GET" : visit.method();
        return pages.entrySet().stream().filter(entry -> fits(entry.getKey(), method + " " + visit.path()))
                .map(Map.Entry::getValue).findFirst();
    }

    private static boolean fits(String pattern, String asked) {
        var wanted = pattern.split("/", -1);
        var given = asked.split("/", -1);
        boolean fits = wanted.length == given.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = wanted[i].equals("*") ? !given[i].isEmpty() : wanted[i].equals(given[i]);
        }
        return fits;
    }
}
