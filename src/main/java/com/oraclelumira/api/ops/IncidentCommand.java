package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.oraclelumira.api.status.Component;
import com.oraclelumira.api.status.Incident;
import com.oraclelumira.api.status.Incidents;
import com.oraclelumira.api.status.Sentence;

/**
 * What the status page tells: {@code incident open --fr S --en S [--components a,b]}, {@code incident update --id I --fr S
 * --en S}, {@code incident resolve --id I --fr S --en S}. The page shows it within ten seconds. COM-4
 */
@Singleton
class IncidentCommand implements OperatorCommand {
    private static final String USAGE = "usage: incident open --fr SENTENCE --en SENTENCE [--components api,payments] "
            + "| incident update|resolve --id ID --fr SENTENCE --en SENTENCE";

    private final Incidents incidents;

    IncidentCommand(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public String name() {
        return "incident";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        var what = options.getOrDefault(Operator.WHAT, "");
        var id = options.get("id");
        if (!List.of("open", "update", "resolve").contains(what) || what.equals("open") == (id != null))
            throw new IllegalArgumentException(USAGE);
        var sentence = Sentence.of(options.get("fr"), options.get("en"));
        return List.of(told(switch (what) {
            case "open" -> incidents.open(sentence, components(options.get("components")));
            case "update" -> incidents.update(id, sentence);
            default -> incidents.resolve(id, sentence);
        }));
    }

    private static List<Component> components(String commaList) {
        return commaList == null ? List.of() : Component.of(commaList);
    }

    private static String told(Incident incident) {
        return "Incident %s: %d entries, %s".formatted(incident.id(), incident.entries().size(),
                incident.resolvedAt() == null ? "open" : "resolved");
    }
}
