package com.oraclelumira.sandbox.demo;

import java.net.URI;

import com.mongodb.client.MongoDatabase;

import com.oraclelumira.sandbox.standin.Mailbox;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

/** What the demo site shows and drives. {@code api}: such as {@code http://127.0.0.1:8080}, called when a page needs it. */
public record DemoWorld(URI api, StripeSandbox stripe, Mailbox mailbox, MongoDatabase database) {}
