package com.oraclelumira.api.production;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.notifications.MailTemplate;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.EffectHandler;
import com.oraclelumira.api.orders.Fulfilments;
import com.oraclelumira.api.orders.Order;

/** Tells the customer that her reading is there (v1 promised it and never did: defect 47). Once for each approval. */
@Singleton
class ReadingMail implements EffectHandler {
    private final Outbox outbox;
    private final String customerApp;

    ReadingMail(Outbox outbox, @ConfigProperty(name = "lumira.cors-origins") List<String> origins) {
        this.outbox = outbox;
        this.customerApp = origins.getFirst();
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Effect.kindOf(Fulfilments.READING_READY));
    }

    /** Not when she can no longer read it: her payment was given back meanwhile. */
    @Override
    public void meet(Order order, Effect effect) {
        if (order.accessGranted() && order.delivered())
            outbox.add(order.mailId(effect.key()), order.buyer().email(),
                    MailTemplate.READING_READY,
                    Map.of("firstName", order.buyer().greeting(), "orderNumber", order.orderNumber(), "levelName",
                            order.level().displayName(), "link", customerApp + "/sanctuaire"));
    }
}
