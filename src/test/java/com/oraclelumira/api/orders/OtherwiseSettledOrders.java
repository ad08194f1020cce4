package com.oraclelumira.api.orders;

import java.time.Clock;

/** The real orders but for {@link #settle}, whose mistakes a test wants to see. None can be added. */
public abstract class OtherwiseSettledOrders extends Orders {
    protected OtherwiseSettledOrders(Clock clock) {
        super(null, clock);
    }
}
