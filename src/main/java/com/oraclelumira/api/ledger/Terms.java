package com.oraclelumira.api.ledger;

/** What a payment must match to be this order's: our id of it, its price, and the mode that this service runs in. */
public record Terms(String orderId, Price price, boolean livemode) {}
