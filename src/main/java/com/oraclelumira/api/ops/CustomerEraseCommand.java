package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.privacy.Erasure;
import com.oraclelumira.api.users.Email;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/** {@code customer-erase --email ADDRESS [--force]}: for good. Her files follow as soon as the service runs. */
@Singleton
class CustomerEraseCommand implements OperatorCommand {
    private final Users users;
    private final Erasure erasure;

    CustomerEraseCommand(Users users, Erasure erasure) {
        this.users = users;
        this.erasure = erasure;
    }

    @Override
    public String name() {
        return "customer-erase";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        var user = find(users, options);
        try {
            int orders = erasure.client(user, new Erasure.Warrant("command", options.containsKey("force")));
            return List.of("Erased, with the data of %d orders.".formatted(orders),
                    "Their files are deleted by the running service; what Stripe keeps, Stripe's dashboard erases.");
        } catch (ProblemException refused) {
            throw new IllegalArgumentException(refused.getMessage() + " (--force insists)", refused);
        }
    }

    static User find(Users users, Map<String, String> options) {
        return Optional.ofNullable(options.get("email")).flatMap(Email::parse).map(Email::value)
                .flatMap(users::byEmail)
                .orElseThrow(() -> new IllegalArgumentException("--email must be the address of an account"));
    }
}
