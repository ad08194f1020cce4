package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.privacy.Erasure;
import com.oraclelumira.api.privacy.People;
import com.oraclelumira.api.privacy.Person;

/** {@code customer-erase --email ADDRESS [--force]}: for good. Her files follow as soon as the service runs. */
@Singleton
class CustomerEraseCommand implements OperatorCommand {
    private final People people;
    private final Erasure erasure;

    CustomerEraseCommand(People people, Erasure erasure) {
        this.people = people;
        this.erasure = erasure;
    }

    @Override
    public String name() {
        return "customer-erase";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        var person = find(people, options);
        try {
            int orders = erasure.person(person, new Erasure.Warrant("command", options.containsKey("force")));
            return List.of("Erased, with the data of %d orders.".formatted(orders),
                    "Their files are deleted by the running service; what Stripe keeps, Stripe's dashboard erases.");
        } catch (ProblemException refused) {
            throw new IllegalArgumentException(refused.getMessage() + " (--force insists)", refused);
        }
    }

    /** With or without an account. */
    static Person find(People people, Map<String, String> options) {
        try {
            return people.require(options.get("email"));
        } catch (ProblemException unknown) {
            throw new IllegalArgumentException("--email must be the address of an account, an order or a mail",
                    unknown);
        }
    }
}
