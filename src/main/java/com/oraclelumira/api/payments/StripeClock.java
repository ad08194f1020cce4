package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import com.stripe.net.ApiResource.RequestMethod;

/** Our clock against Stripe's: a delivery's signature is good for 300 s of ours. SEC-5 */
@Singleton
public class StripeClock {
    private final StripeTransport stripe;
    private final Clock clock;

    StripeClock(StripeTransport stripe, Clock clock) {
        this.stripe = stripe;
        this.clock = clock;
    }

    /** How far ours is ahead, negative when it is behind; exact to a second and the time of the call. One attempt. */
    public Duration ahead() {
        var asked = clock.instant();
        var date = stripe.call("webhook_endpoints.list", RequestMethod.GET, "/v1/webhook_endpoints?limit=1", null)
                .date();
        var halfway = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
        return Duration.between(date, halfway);
    }
}
