package com.oraclelumira.sandbox.n8n;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** A job as it arrived; the names of the headers are in lower case. */
public record Job(Map<String, String> headers, JsonNode body) {
    public String orderId() {
        return body.path("orderId").asText();
    }

    public int number() {
        return body.path("jobNumber").asInt();
    }
}
