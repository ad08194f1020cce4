package com.oraclelumira.sandbox.stripe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A stand-in for Stripe with a memory: the part of its REST API that the shop uses, and signed webhooks.
 * Point the shop's {@code STRIPE_API_BASE} at {@link #baseUrl()}. Everything here can also be done over HTTP
 * below {@code /_sandbox/}, from another process. Listens on 127.0.0.1 unless told otherwise.
 */
public final class StripeSandbox implements AutoCloseable {
    private final SandboxState state;
    private final Faults faults = new Faults();
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Emission emission;
    private final Cardholder cardholder;
    private final Bank bank;
    private final Optional<StateFile> stateFile;
    private final SandboxServer server;
    private final Api api;

    private StripeSandbox(SandboxSettings settings) {
        state = new SandboxState(settings.clock(), settings.keep());
        endpoints = new Endpoints(state);
        deliveries = new Deliveries(state, endpoints, settings);
        emission = new Emission(state, endpoints, deliveries);
        var events = new Events(state, endpoints, deliveries);
        var moves = new PaymentMoves(state, new Charges(state, events), events);
        cardholder = new Cardholder(state, moves);
        var keys = new IdempotencyKeys(settings.clock(), settings.keep());
        stateFile = settings.stateFile().map(file -> new StateFile(file, state, keys));
        stateFile.ifPresent(StateFile::open);
        bank = new Bank(state, events, new RefundMoves(state, events), new Disputes(state, events));
        server = new SandboxServer(settings);
        state.run(events::resume);
        api = new Api(state, v1(moves, events), keys, faults);
        server.start(api, new Control(state, control(events), emission));
    }

    private Router v1(PaymentMoves moves, Events events) {
        var router = new Router();
        var pages = new Pages(state);
        new PaymentIntents(state, moves, events).addTo(router, pages);
        bank.addTo(router, pages);
        new EventRoutes(state).addTo(router, pages);
        new EndpointRoutes(state, endpoints).addTo(router, pages);
        new AccountRoutes(state).addTo(router, pages);
        return router;
    }

    private Router control(Events events) {
        var router = new Router();
        new ControlRoutes(state, endpoints, events, deliveries).addTo(router, faults);
        cardholder.addTo(router);
        bank.addTo(router);
        return router;
    }

    public static StripeSandbox start(SandboxSettings settings) {
        return new StripeSandbox(settings);
    }

    /** Such as {@code http://127.0.0.1:12111}, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Sends all events to this URL from now on; a URL that is known already gets this secret. Answers its id. */
    public String addEndpoint(String url, String secret) {
        return endpoints.add(url, secret);
    }

    /** Signs with this secret too; the earlier one stays valid for 24 hours, as after "Roll secret" at Stripe. */
    public void rollSecret(String endpoint, String secret) {
        endpoints.roll(endpoint, secret);
    }

    public void removeEndpoint(String endpoint) {
        endpoints.remove(endpoint);
    }

    public DeliveryKnobs delivery() {
        return deliveries.knobs();
    }

    /** Changes how events travel from now on: {@code sandbox.delivery(d -> d.copies(3).drop("charge.refunded"))}. */
    public void delivery(UnaryOperator<DeliveryKnobs> change) {
        deliveries.knobs(change.apply(deliveries.knobs()));
    }

    public Faults faults() {
        return faults;
    }

    public Cardholder cardholder() {
        return cardholder;
    }

    public Bank bank() {
        return bank;
    }

    /** Sends these bytes, signed, to every endpoint; they need not be an event. */
    public void emit(byte[] body) {
        emission.emit(body);
    }

    /** All events, oldest first. */
    public List<ObjectNode> events() {
        return state.locked(() -> state.shelf(Kind.EVENT).all());
    }

    /**
     * The latest requests of this method and path, such as {@code POST /v1/payment_intents}, oldest first: the parameters
     * in {@code body}, all texts, and {@code idempotency_key}, null without one.
     */
    public List<ObjectNode> requests(String method, String path) {
        return api.requests().of(method, path);
    }

    /** What became of this event, null for an unknown one. */
    public DeliveryLog deliveryLog(String event) {
        return state.locked(() -> state.deliveryLog(event));
    }

    /** Nothing is queued, running or waiting for a retry. */
    public boolean idle() {
        return deliveries.outstanding().count() == 0;
    }

    /** Waits until {@link #idle()}; false if it was not in this time. */
    public boolean awaitQuiet(Duration atMost) {
        return deliveries.outstanding().awaitNone(atMost);
    }

    @Override
    public void close() {
        server.close();
        deliveries.close();
        stateFile.ifPresent(StateFile::close);
    }
}
