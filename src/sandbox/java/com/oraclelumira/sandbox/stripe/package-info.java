/**
 * A stand-in for Stripe with a memory: its REST API as far as the shop uses it, and signed webhooks that can be late,
 * doubled, out of order or lost. {@link com.oraclelumira.sandbox.stripe.StripeSandbox} is the way in from Java,
 * {@code /_sandbox/} the way in over HTTP, {@link com.oraclelumira.sandbox.stripe.SandboxMain} starts it alone.
 *
 * <p>It knows no customers, payment methods, captures or Connect. Where it differs from Stripe on purpose: a cut
 * connection ends by a plain close, not by a TCP reset; every payment is made in test mode; nothing is paid out.
 */
package com.oraclelumira.sandbox.stripe;
