package com.oraclelumira.sandbox.demo;

import java.net.URI;
import java.util.List;

/** The pages' own scripts, and where they may call: the API, and the bucket that photos and readings lie in. */
record Scripts(URI api, URI storage) {
    private static final List<String> FILES = List.of("api.js", "onboarding.js", "readings.js", "desk.js",
            "desk-order.js");

    void addTo(Routes routes) {
        for (var file : FILES)
            routes.get("/demo/js/" + file, visit -> Reply.asset("text/javascript", Views.resource("js/" + file)));
    }

    /** The page that they work in. */
    Reply allow(Reply page) {
        return page.policy("default-src 'none'; style-src 'self'; script-src 'self'; connect-src %1$s %2$s; "
                .formatted(api, storage)
                + "img-src blob: data: %s; form-action 'self'; base-uri 'none'".formatted(storage));
    }
}
