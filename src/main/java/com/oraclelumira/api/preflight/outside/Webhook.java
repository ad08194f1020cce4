package com.oraclelumira.api.preflight.outside;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** Where Stripe delivers: what is not Stripe's is refused, and soon. Refused deliveries leave nothing behind. */
final class Webhook implements Group {
    private static final String MAIN = "/api/payments/webhook";
    private static final List<String> PATHS = List.of(MAIN, "/api/stripe/webhook", "/api/products/webhook");
    private static final String EVENT = "{\"id\":\"evt_preflight\",\"object\":\"event\",\"type\":\"preflight.looked\"}";
    private static final String ALTERED = EVENT.replace("looked", "altered");
    /** Nobody's; what it signs is as wrong as what is not signed. */
    private static final String MADE_UP = "whsec_made_up_by_the_preflight";
    private static final Duration OLD = Duration.ofHours(1);
    private static final int REFUSED = 400;
    private static final int CALLS = 3;
    private static final long SLOWEST_MILLIS = 2_000;

    private final Target target;
    private final Web web;
    private final Clock clock;

    Webhook(Target target, Web web, Clock clock) {
        this.target = target;
        this.web = web;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Webhook";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe("webhook-refuses", List.of("SEC-5", "PAY-3"),
                "A delivery that is unsigned, old or altered should be refused.", "stripe.md", this::refuses),
                new Probe("webhook-fast", List.of("PAY-5"),
                        "A delivery should be answered within 2 seconds; Stripe and the checklist grant 10.",
                        "stripe.md", this::fast));
    }

    private Finding refuses() throws Exception {
        long now = clock.instant().getEpochSecond();
        var seen = new Sightings();
        for (var path : PATHS)
            look(seen, path + " unsigned", path, EVENT, "");
        look(seen, "signed by nobody", MAIN, EVENT, signature(now, EVENT));
        look(seen, "an hour old", MAIN, EVENT, signature(now - OLD.toSeconds(), EVENT));
        look(seen, "altered", MAIN, ALTERED, signature(now, EVENT));
        return seen.finding("the path must lead to this API: Strip prefixes off; then its version");
    }

    private void look(Sightings seen, String what, String path, String body, String signature)
            throws InterruptedException {
        seen.at(what, () -> {
            var answer = signature.isEmpty()
                    ? web.post(target.api(), path, body)
                    : web.post(target.api(), path, body, "Stripe-Signature", signature);
            var code = answer.json().path("code").asText();
            seen.see(answer.status() == REFUSED && code.equals("INVALID_SIGNATURE"),
                    (what + ": " + answer.status() + " " + code).strip());
        });
    }

    /** Stripe's scheme v1: HMAC-SHA256 over time and body. */
    private static String signature(long time, String body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(MADE_UP.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
        var sum = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(sum);
    }

    private Finding fast() throws Exception {
        var times = Slowest.of(CALLS, SLOWEST_MILLIS, n -> web.post(target.api(), MAIN, EVENT));
        return times.millis() <= SLOWEST_MILLIS
                ? Finding.good(times.text())
                : Finding.bad(times.text(), "look at the instance: overloaded, or short of processors or memory");
    }
}
