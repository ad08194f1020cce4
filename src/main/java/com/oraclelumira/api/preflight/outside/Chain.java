package com.oraclelumira.api.preflight.outside;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

/** The certificates that a server shows, its own first. */
record Chain(List<X509Certificate> certificates) {
    private static final int MILLIS = 8_000;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** As it is shown to who asks for this host (SNI). */
    static Chain of(URI address) throws IOException {
        var factory = AnyCertificate.context().getSocketFactory();
        try (var line = new Socket()) {
            line.connect(new InetSocketAddress(address.getHost(), Target.portOf(address)), MILLIS);
            line.setSoTimeout(MILLIS);
            try (var secure = (SSLSocket) factory.createSocket(line, address.getHost(), Target.portOf(address), true)) {
                secure.startHandshake();
                return new Chain(Arrays.stream(secure.getSession().getPeerCertificates())
                        .map(X509Certificate.class::cast).toList());
            }
        }
    }

    /** Those of the file, or without one the platform's. */
    static Set<TrustAnchor> authorities(@Nullable Path file) throws IOException, GeneralSecurityException {
        if (file != null)
            try (var in = Files.newInputStream(file)) {
                return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                        .map(each -> new TrustAnchor((X509Certificate) each, null)).collect(Collectors.toSet());
            }
        var platform = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        platform.init((KeyStore) null);
        return Arrays.stream(platform.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                .flatMap(each -> Arrays.stream(((X509TrustManager) each).getAcceptedIssuers()))
                .map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet());
    }

    Instant end() {
        return leaf().getNotAfter().toInstant();
    }

    String issuer() {
        return leaf().getIssuerX500Principal().getName();
    }

    private X509Certificate leaf() {
        return certificates.getFirst();
    }

    /** What is wrong with it besides its end. Whether it was revoked is not asked: Let's Encrypt's say nothing of it. */
    Optional<String> fault(String host, Set<TrustAnchor> authorities, Instant now)
            throws GeneralSecurityException {
        if (!isFor(host))
            return Optional.of("shows the certificate of " + leaf().getSubjectX500Principal().getName());
        try {
            var leaf = new X509CertSelector();
            leaf.setCertificate(leaf());
            var wanted = new PKIXBuilderParameters(authorities, leaf);
            wanted.setRevocationEnabled(false);
            wanted.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
            wanted.setDate(Date.from(now.isAfter(end()) ? end() : now));
            CertPathBuilder.getInstance("PKIX").build(wanted);
            return Optional.empty();
        } catch (CertPathBuilderException _) {
            return Optional.of("shows a certificate that leads to no authority trusted here, with "
                    + (certificates.size() - 1) + " others to get there");
        }
    }

    private boolean isFor(String host) throws CertificateParsingException {
        var names = leaf().getSubjectAlternativeNames();
        return names != null && names.stream().anyMatch(name -> switch ((int) name.getFirst()) {
            case DNS_NAME -> matches((String) name.get(1), host);
            case IP_ADDRESS -> host.equals(name.get(1));
            default -> false;
        });
    }

    /** RFC 9525 §6.3: a star stands for one whole label, the first. */
    private static boolean matches(String name, String host) {
        var pattern = name.toLowerCase(Locale.ROOT);
        var wanted = host.toLowerCase(Locale.ROOT);
        return pattern.equals(wanted) || pattern.startsWith("*.") && wanted.indexOf('.') > 0
                && pattern.substring(1).equals(wanted.substring(wanted.indexOf('.')));
    }
}
