package com.oraclelumira.api.admission;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Works for as long as a test wants. */
@Path("/api")
public class HeldResource {
    private static volatile CountDownLatch gate = new CountDownLatch(0);

    static void hold() {
        gate = new CountDownLatch(1);
    }

    static void letGo() {
        gate.countDown();
    }

    @GET
    @Path("/held")
    public Map<String, Object> get() throws InterruptedException {
        gate.await();
        return Map.of("held", true);
    }
}
