package com.oraclelumira.api.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.ShopResource;

import static com.oraclelumira.api.isolation.Aim.at;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route of the application against every kind of caller, aimed at one customer's data, compared with
 * {@code authorisation.csv}: a route without a line there fails, and so does any answer that the line does not have.
 * The owner calls with what only she knows (her order's handle); everybody else with what can be known or guessed.
 * What a 200 tells is {@link IsolationTest}'s matter: {@code PATCH /api/users/me}, for one, changes its caller's account.
 *
 * <p>{@code -Dwrite.authorisation=true} writes the table as it is now, for a person to read before it is believed.
 */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-2")
@Tag("GO-2")
class AuthorisationTest {
    private static final Path TABLE = Path
            .of("src/test/resources/com/oraclelumira/api/isolation/authorisation.csv");

    private Victim her;
    private Map<String, Supplier<Aim>> others;
    private Map<String, Aim> own;
    private boolean touched;

    @BeforeEach
    void subjects() {
        her = new Victim();
        others = othersThanHer();
        own = own();
    }

    @Test
    void every_route_answers_every_caller_as_the_table_says() throws IOException {
        var measured = measured();
        if (Boolean.getBoolean("write.authorisation"))
            Files.write(TABLE, measured);
        assertThat(measured).containsExactlyElementsOf(Files.readAllLines(TABLE));
    }

    private List<String> measured() {
        var aims = new Aims(her);
        var clients = new EnumMap<Stranger, List<Stranger.Client>>(Stranger.class);
        for (var caller : Stranger.values())
            clients.put(caller, caller.clients(her));
        var lines = new ArrayList<String>();
        // what erases comes last: its files are gone for good; and after it what ends the callers' own sessions
        for (var operation : Operations.offered().stream()
                .sorted(Comparator.comparing((String name) -> name.equals("POST /api/expert/password"))
                        .thenComparing(name -> name.startsWith("DELETE")))
                .toList())
            lines.add(operation + "," + Arrays.stream(Stranger.values())
                    .map(caller -> answer(operation, aim(operation, caller, aims), clients.get(caller)))
                    .collect(Collectors.joining(",")));
        lines.sort(Comparator.comparing(line -> line.substring(line.indexOf(' '))));
        lines.addFirst("operation," + Arrays.stream(Stranger.values()).map(Stranger::column)
                .collect(Collectors.joining(",")));
        return lines;
    }

    private String answer(String operation, Aim aim, List<Stranger.Client> clients) {
        return clients.stream().map(client -> String.valueOf(fire(operation, aim, client))).distinct()
                .collect(Collectors.joining(" or "));
    }

    private int fire(String operation, Aim aim, Stranger.Client client) {
        if (touched)
            her.restore();
        int status = aim.fire(client.request(), operation).statusCode();
        touched = !operation.startsWith("GET") && status < 400;
        return status;
    }

    private Aim aim(String operation, Stranger caller, Aims aims) {
        if (caller == Stranger.OWNER && own.containsKey(operation))
            return own.get(operation);
        return others.getOrDefault(operation, () -> aims.of(operation).getFirst()).get();
    }

    /** With what nobody but her was told. */
    private Map<String, Aim> own() {
        var aims = new HashMap<String, Aim>();
        for (var path : List.of("orders", "products/orders", "products/order"))
            aims.put("GET /api/" + path + "/{handle}", at(her.delivered));
        aims.put("POST /api/orders/by-payment-intent/{handle}/client-submit",
                at(her.queued).sending(Map.of("formData", Map.of("specificQuestion", "Quand ?"))));
        aims.put("PATCH /api/users/me", at().sending(Map.of("firstName", "Anna")));
        return aims;
    }

    /** An admin's routes whose subject is no customer. */
    private Map<String, Supplier<Aim>> othersThanHer() {
        var aims = new HashMap<String, Supplier<Aim>>();
        var colleague = Desk.expert().expert.id().toHexString();
        for (var verb : List.of("disable", "enable", "reset-password"))
            aims.put("POST /api/admin/experts/{id}/" + verb, () -> at(colleague));
        aims.put("POST /api/admin/experts",
                () -> at().sending(Map.of("email", "new." + UUID.randomUUID() + "@example.com", "name", "Nora")));
        // to her own mailbox there would be no more than five links an hour
        aims.put("POST /api/support/tickets", () -> at().sending(Map.of("subject", "x", "message", "y", "email",
                "new." + UUID.randomUUID() + "@example.com")));
        aims.put("POST /api/admin/orders/{id}/assign",
                () -> at(her.orderId(her.queued)).sending(Map.of("expertId", colleague)));
        var event = her.event(her.delivered);
        aims.put("POST /api/admin/payments/events/{id}/replay", () -> at(event));
        aims.put("POST /api/admin/payments/replay", () -> at().sending(Map.of("id", event)));
        return aims;
    }
}
