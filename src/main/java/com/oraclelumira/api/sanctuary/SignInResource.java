package com.oraclelumira.api.sanctuary;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.ClientAddress;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.users.Email;

/**
 * Where the customer app signs in (contract M5). Public. Never 404: the UI would show "route introuvable". Limited by
 * address only: a limit per e-mail would let a stranger lock its owner out (mails are throttled where they are made).
 */
@Path("/api")
@Callers("everybody")
class SignInResource {
    record SignInRequest(@Schema(required = true) @Nullable String email) {}

    private final SignIn signIn;
    private final ClientAddress client;

    SignInResource(SignIn signIn, ClientAddress client) {
        this.signIn = signIn;
        this.client = client;
    }

    /** A token for who has proven the address; otherwise a link goes to the mailbox. Problems: see {@link SignIn}. */
    @POST
    @Path("users/auth/sanctuaire-v2")
    @RateLimited(LimitGroup.SIGN_IN)
    @Operation(summary = "Signs a customer in who has proven her address (M5).", description = "Proven: a purchase just made from the same network, or a mailed link just opened there. "
            + "Otherwise a link is mailed, and the answer is 403 whether the address is known or not; 401 while a "
            + "payment is not settled yet.")
    @Fails({ProblemType.VALIDATION_ERROR, ProblemType.INVALID_EMAIL, ProblemType.UNAUTHENTICATED,
            ProblemType.FORBIDDEN})
    public SignInView signIn(@Nullable SignInRequest request) {
        if (request == null || request.email() == null || request.email().isBlank())
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Email requis");
        var email = Email.parse(request.email()).orElseThrow(
                () -> new ProblemException(ProblemType.INVALID_EMAIL, "L'adresse e-mail n'est pas valide."));
        return signIn.signIn(email.value(), client.network());
    }
}
