package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import com.oraclelumira.api.privacy.Export;
import com.oraclelumira.api.privacy.People;

/** {@code customer-export --email ADDRESS}: everything that we keep about her, as JSON. */
@Singleton
class CustomerExportCommand implements OperatorCommand {
    private final People people;
    private final Export export;
    private final ObjectMapper json;

    CustomerExportCommand(People people, Export export, ObjectMapper json) {
        this.people = people;
        this.export = export;
        this.json = json;
    }

    @Override
    public String name() {
        return "customer-export";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        var person = CustomerEraseCommand.find(people, options);
        try {
            return List.of(json.writerWithDefaultPrettyPrinter().writeValueAsString(export.of(person, "command")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an export is always JSON", e);
        }
    }
}
