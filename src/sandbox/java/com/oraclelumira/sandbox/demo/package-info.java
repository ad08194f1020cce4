/**
 * A small shop window for a developer's machine. It calls the API over HTTP exactly as the two frontends do, plays the
 * card and the bank at Stripe's sandbox, and shows what goes on behind: Stripe's events, the database, the mailbox.
 */
package com.oraclelumira.sandbox.demo;
