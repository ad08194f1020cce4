package com.oraclelumira.api.sanctuary;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import org.bson.types.ObjectId;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.security.Hashes;

/**
 * Writes down who was let in and who was not. A customer's own trail shows every entrance to her account; nobody's
 * address is in a log line, and a refused caller is recognised there by a hash of her network.
 */
@Singleton
class SignInRecord {
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    SignInRecord(AuditTrail audit, MeterRegistry metrics) {
        this.audit = audit;
        this.metrics = metrics;
    }

    /** Before her token exists: what cannot be recorded is not done. @param proof {@code link}, {@code purchase}, … */
    void granted(ObjectId userId, String proof) {
        audit.record(Subject.client(userId), "client.signed_in", Subject.client(userId), "proof=" + proof);
        Log.infof("sign_in.granted user=%s proof=%s", userId, proof);
        metrics.counter("lumira.sign_ins", "outcome", "granted").increment();
    }

    void refused(String network) {
        Log.infof("sign_in.refused caller=%s", Hashes.caller(network));
        metrics.counter("lumira.sign_ins", "outcome", "refused").increment();
    }
}
