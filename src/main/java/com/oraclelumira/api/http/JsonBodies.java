package com.oraclelumira.api.http;

import java.io.IOException;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;

/**
 * A JSON body that is missing, malformed or of the wrong shape is the caller's mistake: 400 here, so that JSON which
 * cannot be read anywhere else stays what it is, a failure of ours. A resource never sees a {@code null} body.
 * A record comes from JSON only, whatever else the framework could make it from: 415.
 */
@Provider
class JsonBodies implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType().isRecord() && !MediaType.APPLICATION_JSON_TYPE.isCompatible(context.getMediaType()))
            // the framework would build a record of one text from plain text, or trip over it
            throw new NotSupportedException();
        try {
            var body = context.proceed();
            if (body == null && MediaType.APPLICATION_JSON_TYPE.isCompatible(context.getMediaType())) {
                throw refusal("Le corps de la requête est vide.", null);
            }
            return body;
        } catch (InvalidDefinitionException e) {
            throw e; // a type of ours that Jackson cannot build
        } catch (JsonProcessingException e) {
            throw refusal("Le corps de la requête n'est pas un JSON valide pour cette opération.", e);
        } catch (WebApplicationException e) {
            if (e.getCause() instanceof JsonProcessingException) {
                throw refusal("Le corps de la requête n'est pas un JSON valide.", e);
            }
            throw e;
        }
    }

    private static ProblemException refusal(String detail, Exception cause) {
        return new ProblemException(ProblemType.INVALID_REQUEST_BODY, detail, cause);
    }
}
