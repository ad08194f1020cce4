package com.oraclelumira.api.http;

import java.util.Locale;

/**
 * Every way in which a request can fail, with its HTTP status and the French sentence that both frontends show.
 * The name is the machine-readable {@code code} of the body; {@code docs/runbook/problems.md} has a line for each.
 */
public enum ProblemType {
    BAD_REQUEST(400, "Requête incorrecte"),
    INVALID_REQUEST_BODY(400, "Requête invalide"),
    VALIDATION_ERROR(400, "Données invalides"),
    MISSING_PRODUCT_ID(400, "Produit manquant"),
    INVALID_EMAIL(400, "Adresse e-mail invalide"),
    INVALID_SIGNATURE(400, "Signature invalide"),
    INVALID_CREDENTIALS(400, "Identifiants invalides"),
    UNAUTHENTICATED(401, "Authentification requise"),
    FORBIDDEN(403, "Accès refusé"),
    HTTPS_REQUIRED(403, "Connexion sécurisée requise"),
    NOT_FOUND(404, "Ressource introuvable"),
    PRODUCT_NOT_FOUND(404, "Produit introuvable"),
    ORDER_NOT_FOUND(404, "Commande introuvable"),
    METHOD_NOT_ALLOWED(405, "Méthode non autorisée"),
    NOT_ACCEPTABLE(406, "Format de réponse non disponible"),
    REQUEST_TIMEOUT(408, "Requête trop lente"),
    CONFLICT(409, "Conflit"),
    PRODUCT_UNAVAILABLE(409, "Produit bientôt disponible"),
    PAYLOAD_TOO_LARGE(413, "Requête trop volumineuse"),
    URI_TOO_LONG(414, "Adresse trop longue"),
    UNSUPPORTED_MEDIA_TYPE(415, "Format de requête non pris en charge"),
    IDEMPOTENCY_KEY_REUSED(422, "Clé d'idempotence déjà utilisée"),
    RATE_LIMITED(429, "Trop de requêtes"),
    HEADERS_TOO_LARGE(431, "En-têtes trop volumineux"),
    INTERNAL_SERVER_ERROR(500, "Erreur interne"),
    STRIPE_SERVICE_ERROR(502, "Service de paiement en erreur"),
    OVERLOADED(503, "Trop de visites en ce moment"),
    SERVICE_UNAVAILABLE(503, "Service momentanément indisponible");

    private static final String BASE = "https://api.oraclelumira.com/problems/";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The {@code type} member of RFC 9457: an identifier that never changes, the same in every environment. */
    public String uri() {
        return BASE + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
