package com.oraclelumira.api.orders;

import java.time.Instant;

/** The expert who has taken the order. */
public record Assignment(String expertId, String expertName, Instant assignedAt) {}
