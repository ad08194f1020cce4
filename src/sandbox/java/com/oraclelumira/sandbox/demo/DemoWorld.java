package com.oraclelumira.sandbox.demo;

import java.net.URI;

import com.mongodb.client.MongoDatabase;

import com.oraclelumira.sandbox.standin.Mailbox;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

/**
 * What the demo site shows and drives. {@code api}, such as {@code http://127.0.0.1:8080}, is called when a page needs
 * it, by the site or by the page's own script; {@code storage} is where pages send photos and read files.
 */
public record DemoWorld(URI api, URI storage, StripeSandbox stripe, Mailbox mailbox, MongoDatabase database,
        Expert expert) {

    /** Who works at the desk; the sign-in form is filled in for a visitor. */
    public record Expert(String email, String password) {}
}
