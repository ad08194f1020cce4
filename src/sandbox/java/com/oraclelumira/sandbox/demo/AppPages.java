package com.oraclelumira.sandbox.demo;

import java.util.HashMap;
import java.util.Map;

/** Pages that work in the browser alone: they call the API across origins, as the customers' app and the desk do. */
final class AppPages {
    private final DemoWorld.Expert expert;
    private final Scripts scripts;
    private final Views views;

    AppPages(DemoWorld.Expert expert, Scripts scripts, Views views) {
        this.expert = expert;
        this.scripts = scripts;
        this.views = views;
    }

    void addTo(Routes routes) {
        routes.get("/demo/onboarding/*", visit -> page("onboarding", Map.of("handle", visit.segment(2))));
        routes.get("/demo/desk", visit -> page("desk", Map.of("expert", expert)));
    }

    /** The templates name the API's address for their script. */
    Reply page(String template, Map<String, ?> data) {
        var all = new HashMap<String, Object>(data);
        all.put("api", scripts.api());
        return scripts.allow(views.page(template, all));
    }
}
