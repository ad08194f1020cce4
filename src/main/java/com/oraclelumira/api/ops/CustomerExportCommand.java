package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import com.oraclelumira.api.privacy.Export;
import com.oraclelumira.api.users.Users;

/** {@code customer-export --email ADDRESS}: everything that we keep about her, as JSON. */
@Singleton
class CustomerExportCommand implements OperatorCommand {
    private final Users users;
    private final Export export;
    private final ObjectMapper json;

    CustomerExportCommand(Users users, Export export, ObjectMapper json) {
        this.users = users;
        this.export = export;
        this.json = json;
    }

    @Override
    public String name() {
        return "customer-export";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        var user = CustomerEraseCommand.find(users, options);
        try {
            return List.of(json.writerWithDefaultPrettyPrinter().writeValueAsString(export.of(user, "command")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an export is always JSON", e);
        }
    }
}
