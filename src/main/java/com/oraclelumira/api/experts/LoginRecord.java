package com.oraclelumira.api.experts;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.security.Hashes;

/**
 * Writes down who came to the desk, who did not, and who was locked out. No address is in a line; a refused caller is
 * recognised there by a hash of her network.
 */
@Singleton
class LoginRecord {
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    LoginRecord(AuditTrail audit, MeterRegistry metrics) {
        this.audit = audit;
        this.metrics = metrics;
    }

    /** Before her token exists: what cannot be recorded is not done. */
    void granted(Expert expert) {
        audit.record(expert.actor(), "expert.signed_in", expert.actor(), null);
        Log.infof("desk_login.granted who=%s", expert.actor());
        count("granted");
    }

    void refused(String network) {
        Log.infof("desk_login.refused caller=%s", Hashes.caller(network));
        count("refused");
    }

    void locked(String network) {
        Log.warnf("desk_login.locked caller=%s", Hashes.caller(network));
        count("locked");
    }

    private void count(String outcome) {
        metrics.counter("lumira.desk.logins", "outcome", outcome).increment();
    }
}
