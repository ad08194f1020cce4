package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import org.bson.types.ObjectId;

import com.oraclelumira.api.experts.Experts;
import com.oraclelumira.api.users.Email;

/** A command about one expert, named by her address. */
abstract class ExpertChangeCommand implements OperatorCommand {
    private final Experts experts;

    ExpertChangeCommand(Experts experts) {
        this.experts = experts;
    }

    @Override
    public final List<String> run(Map<String, String> options) {
        var email = Email.parse(options.get("email"))
                .orElseThrow(() -> new IllegalArgumentException("usage: " + name() + " --email ADDRESS"));
        var expert = experts.byEmail(email.value())
                .orElseThrow(() -> new IllegalArgumentException("no expert has this address"));
        return change(expert.id(), options);
    }

    abstract List<String> change(ObjectId id, Map<String, String> options);
}
