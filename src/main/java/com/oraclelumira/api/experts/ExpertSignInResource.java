package com.oraclelumira.api.experts;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkus.security.Authenticated;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.experts.Expert.Role;
import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.ClientAddress;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.ratelimit.RefusalsLimited;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.security.TokenIssuer;
import com.oraclelumira.api.users.Email;

/** Where experts sign in, and register when invited (contract E1-E3). */
@Path("/api")
@RateLimited(LimitGroup.DESK)
class ExpertSignInResource {
    /** Longer ones are not hashed at all. */
    private static final int LONGEST_PASSWORD = 256;

    record LoginRequest(@Schema(required = true) @Nullable String email,
            @Schema(required = true) @Nullable String password) {}

    record RegisterRequest(@Schema(required = true) @Nullable String email,
            @Schema(required = true) @Nullable String password, @Schema(required = true) @Nullable String name,
            @Schema(required = true) @Nullable String invitationCode) {}

    record PasswordRequest(@Schema(required = true) @Nullable String currentPassword,
            @Schema(required = true) @Nullable String newPassword) {}

    record LoginView(boolean success, String token, ExpertView expert) {}

    record RegisteredView(String message, String token, ExpertView expert) {}

    record VerifiedView(boolean valid, ExpertView expert) {}

    @Schema(name = "ExpertProfileView")
    record ProfileView(ExpertView expert) {}

    private final Login login;
    private final ExpertAccounts accounts;
    private final CurrentExpert current;
    private final TokenIssuer tokens;
    private final ClientAddress client;

    ExpertSignInResource(Login login, ExpertAccounts accounts, CurrentExpert current, TokenIssuer tokens,
            ClientAddress client) {
        this.login = login;
        this.accounts = accounts;
        this.current = current;
        this.tokens = tokens;
        this.client = client;
    }

    /** A token for 8 h. Problems: INVALID_EMAIL, VALIDATION_ERROR, and those of {@link Login#login}. */
    @POST
    @Path("expert/login")
    @PermitAll
    @Callers("everybody")
    @RefusalsLimited(LimitGroup.DESK_LOGIN)
    @Operation(summary = "Signs an expert in for 8 h (E1).", description = "400 and not 401 for a wrong password: at any 401 the desk reloads its page.")
    @Fails({ProblemType.INVALID_EMAIL, ProblemType.VALIDATION_ERROR, ProblemType.INVALID_CREDENTIALS})
    public LoginView login(@Nullable LoginRequest request) {
        var email = Email.parse(request == null ? null : request.email()).orElseThrow(
                () -> new ProblemException(ProblemType.INVALID_EMAIL, "L'adresse e-mail n'est pas valide."));
        var expert = login.login(email.value(), typed(request.password()), client.network());
        return new LoginView(true, token(expert), ExpertView.loggedIn(expert));
    }

    private static String typed(@Nullable String password) {
        if (password == null || password.isEmpty() || password.length() > LONGEST_PASSWORD)
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Indiquez votre mot de passe.");
        return password;
    }

    /** Closed to whoever has no invitation. Problems: those of {@link ExpertAccounts#register}. */
    @POST
    @Path("expert/register")
    @PermitAll
    @ResponseStatus(201)
    @Callers("whoever has an invitation code")
    @Operation(summary = "Makes an expert's account (E2).")
    @Fails({ProblemType.VALIDATION_ERROR, ProblemType.INVALID_EMAIL, ProblemType.FORBIDDEN, ProblemType.CONFLICT})
    public RegisteredView register(@Nullable RegisterRequest request) {
        if (request == null || request.password() == null)
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Indiquez e-mail, nom et mot de passe.");
        var wanted = NewExpert.of(request.email(), request.name(), Role.EXPERT);
        var expert = accounts.register(wanted, request.password(), request.invitationCode());
        return new RegisteredView("Expert créé avec succès", token(expert), ExpertView.registered(expert));
    }

    /** Any signed-in caller may ask; whoever is no expert gets the 401 at which the desk signs out. */
    @GET
    @Path("expert/verify")
    @Authenticated
    @Callers("whoever has a token; only an expert's is valid")
    @Operation(summary = "Whether the token is an expert's and her account open (E3).")
    public VerifiedView verify() {
        return new VerifiedView(true, ExpertView.verified(current.require()));
    }

    @GET
    @Path("expert/profile")
    @RolesAllowed(Roles.EXPERT)
    @Operation(summary = "The account of the expert who asks.")
    public ProfileView profile() {
        return new ProfileView(ExpertView.full(current.require()));
    }

    /**
     * A token in place of all those issued before, the one it is asked with included. Wrong current passwords count as at
     * the sign-in. Problems: those of {@link Login#confirm} and {@link ExpertAccounts#changePassword}.
     */
    @POST
    @Path("expert/password")
    @RolesAllowed(Roles.EXPERT)
    @RefusalsLimited(LimitGroup.DESK_LOGIN)
    @Operation(summary = "Changes one's own password.", description = "newPassword has at least 12 characters. Every token issued before is refused from now on; the answer has a new one.")
    @Fails({ProblemType.VALIDATION_ERROR, ProblemType.INVALID_CREDENTIALS})
    public LoginView changePassword(@Nullable PasswordRequest request) {
        var me = current.require();
        if (request == null || request.newPassword() == null)
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Indiquez le nouveau mot de passe.");
        login.confirm(me, typed(request.currentPassword()), client.network());
        var changed = accounts.changePassword(me, request.newPassword());
        return new LoginView(true, token(changed), ExpertView.loggedIn(changed));
    }

    private String token(Expert expert) {
        return tokens.expert(expert.id().toHexString(), expert.email(), expert.name(), expert.role().groups(),
                expert.tokenVersion());
    }
}
