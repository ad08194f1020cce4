/** What stands around the application on a developer's machine, besides Stripe: a database, a mail server, ports. */
package com.oraclelumira.sandbox.standin;
