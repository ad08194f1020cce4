/**
 * What stands around the application on a developer's machine, besides Stripe: a database, a mail server, ports. {@link
 * com.oraclelumira.sandbox.RunMongo} starts the database alone.
 */
package com.oraclelumira.sandbox.standin;
