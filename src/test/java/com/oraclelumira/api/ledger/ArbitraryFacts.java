package com.oraclelumira.api.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Facts of all five kinds that collide as often as possible: two ids, three seconds, few amounts, four sources. */
final class ArbitraryFacts {
    private final Random random;

    ArbitraryFacts(Random random) {
        this.random = random;
    }

    List<Fact<?>> upTo(int most) {
        var facts = new ArrayList<Fact<?>>();
        for (int n = random.nextInt(most + 1); n > 0; n--)
            facts.add(any());
        return facts;
    }

    Fact<?> any() {
        return switch (random.nextInt(5)) {
            case 0 -> intent();
            case 1 -> new ChargeFact(id("ch"), id("pi"), amount(), at(), source());
            case 2 -> refund();
            case 3 -> dispute();
            default -> new WarningFact(id("issfr"), id("pi"), random.nextBoolean(), at(), source());
        };
    }

    IntentFact intent() {
        return new IntentFact(id("pi"), one(null, "order-1", "order-2"), one(IntentFact.Status.values()), amount(),
                amount(), one("eur", "usd"), random.nextInt(8) == 0, one(null, "card_declined", "expired_card"), at(),
                source());
    }

    RefundFact refund() {
        return new RefundFact(id("re"), id("pi"), one(RefundFact.Status.values()), amount(), at(), source());
    }

    DisputeFact dispute() {
        return new DisputeFact(id("dp"), id("pi"), one(DisputeFact.Status.values()), amount(), amount(),
                random.nextInt(3), at(), source());
    }

    private String id(String prefix) {
        return prefix + "_" + random.nextInt(2);
    }

    private long amount() {
        return one(0L, 1700L, 4700L);
    }

    private long at() {
        return 100 + random.nextInt(3);
    }

    private String source() {
        return one("evt_1", "evt_2", "evt_3", "pull");
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
