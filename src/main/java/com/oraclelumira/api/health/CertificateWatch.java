package com.oraclelumira.api.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Condition;

/**
 * Until when the certificate before this API is good: the one that PUBLIC_URL presents, looked at from here a few times a
 * day. Whoever renews it does so a month before its end, so ten days mean that it has failed for weeks. Where the way
 * from here to the own address is barred nothing is known, and nothing told. DNS-2
 */
@Singleton
class CertificateWatch {
    private static final Duration LITTLE = Duration.ofDays(10);
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int HTTPS = 443;

    private final URI address;
    private final Condition expires;
    private final Clock clock;
    private volatile @Nullable Instant end;

    CertificateWatch(@ConfigProperty(name = "lumira.public-url") URI address, Alerts alerts, MeterRegistry metrics,
            Clock clock) {
        this.address = address;
        this.clock = clock;
        this.expires = new Condition(alerts, "CertificateExpires", address.toString(), Duration.ZERO, clock);
        metrics.gauge("lumira.certificate.end.timestamp.seconds", this, CertificateWatch::endSeconds);
    }

    @Scheduled(every = "6h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (!"https".equals(address.getScheme()))
            return;
        try {
            var seen = presented().getNotAfter().toInstant();
            end = seen;
            expires.is(seen.isBefore(clock.instant().plus(LITTLE)),
                    "The certificate of %s ends at %s: nobody renews it, and then no page of the shop works."
                            .formatted(address, seen));
        } catch (IOException | GeneralSecurityException e) {
            Log.infof("certificate.not_seen host=%s reason=%s", address.getHost(), e.getClass().getSimpleName());
        } catch (MongoException e) {
            Log.warnf("alert.postponed name=CertificateExpires reason=%s", e.getClass().getSimpleName());
        }
    }

    private X509Certificate presented() throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new Anybody()}, null);
        var host = address.getHost();
        int port = address.getPort() < 0 ? HTTPS : address.getPort();
        try (var line = new Socket()) {
            line.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            line.setSoTimeout(PATIENCE_MILLIS);
            try (var safe = (SSLSocket) context.getSocketFactory().createSocket(line, host, port, true)) {
                safe.startHandshake();
                return (X509Certificate) safe.getSession().getPeerCertificates()[0];
            }
        }
    }

    /** NaN until it was seen. */
    private double endSeconds() {
        var seen = end;
        return seen == null ? Double.NaN : seen.getEpochSecond();
    }

    /** One that has ended must be seen, too; nothing is said over this connection and nothing believed but a date. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            // nobody comes
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            // whoever it is
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
