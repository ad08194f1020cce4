package com.oraclelumira.sandbox.demo;

import java.util.List;
import java.util.Map;

/** The four levels, and the order form of one. */
final class BuyPages {
    private final ShopApi api;
    private final Views views;

    /** A level as the page shows it. */
    record Level(String id, String name, String description, String price, List<?> features, boolean soon) {
        static Level of(Map<?, ?> product) {
            var metadata = product.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
            return new Level(text(product, "id"), text(product, "name"), text(product, "description"),
                    Show.euros(((Number) product.get("amountCents")).longValue()),
                    product.get("features") instanceof List<?> list ? list : List.of(),
                    Boolean.TRUE.equals(metadata.get("comingSoon")));
        }

        private static String text(Map<?, ?> product, String member) {
            return String.valueOf(product.get(member));
        }
    }

    BuyPages(ShopApi api, Views views) {
        this.api = api;
        this.views = views;
    }

    void addTo(Routes routes) {
        routes.get("/demo", this::levels);
        routes.get("/demo/buy/*", visit -> form(visit, ""));
        routes.post("/demo/buy/*", this::buy);
    }

    private Reply levels(Visit visit) {
        var answer = api.products(visit);
        return views.page("levels", Map.of("levels", levels(answer), "error", answer.ok() ? "" : answer.sentence()));
    }

    private static List<Level> levels(Answer answer) {
        return answer.body().get("products") instanceof List<?> products
                ? products.stream().map(product -> Level.of((Map<?, ?>) product)).toList()
                : List.of();
    }

    /** Of a level that is not sold yet there is no form. */
    private Reply form(Visit visit, String error) {
        var level = levels(api.products(visit)).stream().filter(each -> each.id().equals(visit.segment(2))).findFirst();
        return level.map(found -> views.page("buy", Map.of("level", found, "visit", visit, "error", error)))
                .orElseGet(() -> Reply.seeOther("/demo"));
    }

    /** A free level has nothing to pay: its order is there at once. */
    private Reply buy(Visit visit) {
        visit.fields().put("product", visit.segment(2));
        var answer = api.checkout(visit);
        if (!answer.ok()) {
            return form(visit, answer.sentence()).status(422);
        }
        var free = answer.member("clientSecret").isEmpty();
        return Reply.seeOther((free ? "/demo/order/" : "/demo/pay/") + answer.member("orderId"));
    }
}
