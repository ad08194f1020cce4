package com.oraclelumira.api.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

import jakarta.ws.rs.WebApplicationException;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.handler.HttpException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** Says which problem a failure is. Pure: neither logs nor counts. */
final class Failures {
    private static final int DUPLICATE_KEY = 11000;
    private static final int DEEPEST_CAUSE = 10;
    private static final List<Class<? extends MongoException>> AWAY = List.of(MongoTimeoutException.class,
            MongoSocketException.class, MongoServerUnavailableException.class,
            MongoConnectionPoolClearedException.class,
            MongoSecurityException.class, MongoNotPrimaryException.class, MongoNodeIsRecoveringException.class,
            MongoExecutionTimeoutException.class, MongoInterruptedException.class, MongoWriteConcernException.class);
    private static final Map<Integer, ProblemType> BY_STATUS = Map.ofEntries(
            Map.entry(401, ProblemType.UNAUTHENTICATED),
            Map.entry(403, ProblemType.FORBIDDEN), Map.entry(404, ProblemType.NOT_FOUND),
            Map.entry(405, ProblemType.METHOD_NOT_ALLOWED), Map.entry(406, ProblemType.NOT_ACCEPTABLE),
            Map.entry(409, ProblemType.CONFLICT), Map.entry(413, ProblemType.PAYLOAD_TOO_LARGE),
            Map.entry(414, ProblemType.URI_TOO_LONG), Map.entry(415, ProblemType.UNSUPPORTED_MEDIA_TYPE),
            Map.entry(429, ProblemType.RATE_LIMITED), Map.entry(431, ProblemType.HEADERS_TOO_LARGE),
            Map.entry(502, ProblemType.SERVICE_UNAVAILABLE), Map.entry(503, ProblemType.SERVICE_UNAVAILABLE));
    private static final Map<ProblemType, String> DETAILS = Map.of(ProblemType.FORBIDDEN,
            "Vous n'avez pas accès à cette ressource.", ProblemType.NOT_FOUND, "Cette ressource n'existe pas.",
            ProblemType.METHOD_NOT_ALLOWED, "Cette opération n'existe pas pour cette ressource.",
            ProblemType.PAYLOAD_TOO_LARGE, "Le contenu envoyé dépasse la taille autorisée.",
            ProblemType.UNSUPPORTED_MEDIA_TYPE, "Envoyez le contenu au format JSON (Content-Type: application/json).",
            ProblemType.RATE_LIMITED, "Trop de requêtes, réessayez dans un instant.", ProblemType.CONFLICT,
            "Cette donnée existe déjà.", ProblemType.BAD_REQUEST, "La requête n'a pas pu être comprise.",
            ProblemType.SERVICE_UNAVAILABLE,
            "Le service est momentanément indisponible, réessayez dans quelques instants.",
            ProblemType.INTERNAL_SERVER_ERROR, "Une erreur interne est survenue, réessayez plus tard.");

    private Failures() {}

    /** @param tokenSent tells the two 401 sentences of v1 apart */
    static ProblemException toProblem(Throwable failure, boolean tokenSent) {
        for (var cause : chain(failure)) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        for (var cause : chain(failure)) {
            var type = typeOf(cause);
            if (type.isPresent()) {
                return of(type.get(), tokenSent, failure);
            }
        }
        return of(ProblemType.INTERNAL_SERVER_ERROR, tokenSent, failure);
    }

    static Throwable root(Throwable failure) {
        return chain(failure).getLast();
    }

    private static ProblemException of(ProblemType type, boolean tokenSent, Throwable cause) {
        var detail = type == ProblemType.UNAUTHENTICATED
                ? tokenSent ? "Token invalide" : "Token d'authentification requis"
                : DETAILS.getOrDefault(type, type.title());
        return new ProblemException(type, detail, cause);
    }

    private static Optional<ProblemType> typeOf(Throwable failure) {
        return Optional.ofNullable(switch (failure) {
            case UnauthorizedException _ -> ProblemType.UNAUTHENTICATED;
            case AuthenticationException _ -> ProblemType.UNAUTHENTICATED;
            case ForbiddenException _ -> ProblemType.FORBIDDEN;
            case WebApplicationException http -> typeOf(http.getResponse().getStatus());
            case HttpException http -> typeOf(http.getStatusCode());
            case MongoException mongo -> typeOf(mongo);
            // how Netty says that a chunked body is malformed
            case NumberFormatException chunk when String.valueOf(chunk.getMessage()).contains("chunk size") ->
                ProblemType.BAD_REQUEST;
            case RejectedExecutionException _ -> ProblemType.OVERLOADED;
            case FaultToleranceException _ -> ProblemType.SERVICE_UNAVAILABLE;
            default -> null;
        });
    }

    private static ProblemType typeOf(int status) {
        return BY_STATUS.getOrDefault(status,
                status >= 400 && status < 500 ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL_SERVER_ERROR);
    }

    private static ProblemType typeOf(MongoException failure) {
        if (AWAY.stream().anyMatch(kind -> kind.isInstance(failure))) {
            return ProblemType.SERVICE_UNAVAILABLE;
        }
        return isDuplicateKey(failure) ? ProblemType.CONFLICT : null;
    }

    private static boolean isDuplicateKey(MongoException failure) {
        return failure.getCode() == DUPLICATE_KEY || failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteErrors().stream().anyMatch(error -> error.getCode() == DUPLICATE_KEY);
    }

    private static List<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST_CAUSE)
                .toList();
    }
}
