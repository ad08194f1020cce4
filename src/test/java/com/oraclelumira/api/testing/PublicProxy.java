package com.oraclelumira.api.testing;

import java.nio.file.Path;

/** The settings of the proxy before a {@link PublicShop}, and every fault that can be planted there. */
final class PublicProxy {
    private static final String SETTINGS = """
        global
          maxconn 400
          stats socket FOLDER/proxy.sock mode 600 level admin
          lua-load FOLDER/wait.lua
        defaults
          mode http
          timeout connect 5s
          timeout client 30s
          timeout server 30s
          option forwardfor

        frontend clear
          bind 127.0.0.1:HTTP
          acl api req.hdr(host),field(1,:) -m str api.lumira.test
          acl challenge path_beg /.well-known/acme-challenge/
          http-request return status 403 if challenge FAULT(challenge-shut)
          http-request return status 404 if challenge
          http-request return status 200 content-type text/html string "<!doctype html>" if !api FAULT(no-redirect)
          http-request redirect code 302 location https://lumira.test:HTTPS/ if !api FAULT(redirect-elsewhere)
          # the API redirects by itself, the pages' hosts are led on by the proxy, as Coolify's does
          http-request redirect code 302 location https://%[req.hdr(host),field(1,:)]:HTTPS%[pathq] if !api
          http-request set-header X-Forwarded-Proto http
          default_backend application

        frontend secure
          bind 127.0.0.1:HTTPS ssl crt FOLDER/shown.pem
          acl api req.hdr(host),field(1,:) -m str api.lumira.test
          acl desk req.hdr(host),field(1,:) -m str desk.lumira.test
          acl webhook path /api/payments/webhook
          http-request set-src str(network),map(FOLDER/visitor.map,127.0.0.1)
          http-request set-var(txn.origin) req.hdr(origin)
          http-request set-var(txn.api) bool(true) if api
          http-request set-header X-Forwarded-Proto https
          http-request return status 303 hdr Location /nowhere if { path /demo } FAULT(debug-routes)
          http-request return status 200 content-type application/json string "{\\"status\\":\\"UP\\"}" if { path /health } FAULT(health-without-details)
          http-request return status 200 content-type application/json string "{\\"received\\":true}" if webhook METH_POST FAULT(webhook-takes-all)
          http-request return status 200 content-type text/html string "<!doctype html>" if desk { path_beg /api/ } FAULT(desk-without-api)
          http-request return status 503 hdr Strict-Transport-Security max-age=31536000 if desk { path / } FAULT(desk-away)
          http-request return status 200 content-type text/html string "<!doctype html>" if !api { path / } FAULT(page-without-hsts)
          http-request set-path /nowhere if { path_beg /docs/ } FAULT(docs-away)
          http-request set-path /nowhere if { path /status } FAULT(status-away)
          http-request set-src req.hdr(x-forwarded-for) if { req.hdr(x-forwarded-for) -m found } FAULT(claims-believed)
          http-response set-header Strict-Transport-Security max-age=0 if { var(txn.api) -m bool } FAULT(hsts-short)
          http-response add-header Strict-Transport-Security max-age=31536000 if { var(txn.api) -m bool } FAULT(hsts-twice)
          http-response del-header Content-Security-Policy if FAULT(policy-gone)
          http-response set-header Server nginx/1.18 if FAULT(server-named)
          http-response set-header Access-Control-Allow-Origin %[var(txn.origin)] if { var(txn.origin) -m found } FAULT(cors-mirrors)
          http-response set-header Access-Control-Allow-Origin * if FAULT(cors-star)
          http-response set-header Access-Control-Allow-Credentials true if FAULT(cors-credentials)
          http-response del-header RateLimit if FAULT(limits-hidden)
          http-request lua.wait 1200 if !api { path / } FAULT(page-slow)
          http-request lua.wait 2200 if api { path /api/healthz } FAULT(api-slow)
          http-request lua.wait 2200 if api webhook METH_POST !{ req.hdr(stripe-signature) -m found } FAULT(webhook-slow)
          use_backend pages if !api { path / }
          default_backend application

        backend application
          server application 127.0.0.1:APP source 127.0.0.9

        backend pages
          http-request return status 200 content-type "text/html; charset=utf-8" hdr Strict-Transport-Security max-age=31536000 string "<!doctype html><title>Oracle Lumira</title>"
        """;

    /** The delay of a slow server, which HAProxy has no word for. */
    static final String WAIT = "core.register_action('wait', {'http-req'}, "
            + "function(txn, millis) core.msleep(tonumber(millis)) end, 1)\n";

    private PublicProxy() {}

    /** {@code FAULT(name)} holds while the map has that name. */
    static String settings(Path folder, int http, int https, int app) {
        return SETTINGS.replaceAll("FAULT\\(([a-z-]+)\\)", "{ str($1),map(FOLDER/faults.map) -m found }")
                .replace("FOLDER", folder.toString()).replace("HTTPS", String.valueOf(https))
                .replace("HTTP", String.valueOf(http)).replace("APP", String.valueOf(app));
    }
}
