package com.oraclelumira.api.status;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** The page for programs. States are {@code up}, {@code down} or {@code unknown}; days are Paris', newest first. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusView(String status, Instant checkedAt, List<ComponentView> components,
        List<IncidentView> incidents) {
    private static final double HUNDREDTHS = 100.0;

    public record TextView(String fr, String en) {}

    /** {@code availability} is a percentage of the minutes looked at in 90 days; absent when there were none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ComponentView(String id, TextView name, String status, @Nullable Double availability,
            List<DayView> days) {}

    /** Minutes that were looked at and how it was in them; a day without any is absent. */
    public record DayView(String date, int up, int down) {}

    /** {@code updates}: the first is its title. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IncidentView(String id, Instant openedAt, @Nullable Instant resolvedAt, List<String> components,
            List<UpdateView> updates) {}

    public record UpdateView(Instant at, String fr, String en) {}

    static StatusView of(Snapshot snapshot) {
        return new StatusView(snapshot.overall().id(), snapshot.at(),
                Stream.of(Component.values()).map(component -> component(snapshot, component)).toList(),
                snapshot.incidents().stream().map(StatusView::incident).toList());
    }

    private static ComponentView component(Snapshot snapshot, Component component) {
        var availability = snapshot.availability(component);
        var days = snapshot.days().stream()
                .map(day -> new DayView(day.day(), day.up(component), day.down(component)))
                .filter(day -> day.up() + day.down() > 0).toList();
        return new ComponentView(component.id(),
                new TextView(component.name(Language.FR), component.name(Language.EN)),
                snapshot.states().get(component).id(),
                availability.isPresent() ? availability.getAsInt() / HUNDREDTHS : null, days);
    }

    private static IncidentView incident(Incident incident) {
        return new IncidentView(incident.id(), incident.openedAt(), incident.resolvedAt(), incident.components(),
                incident.entries().stream().map(entry -> new UpdateView(entry.at(), entry.fr(), entry.en())).toList());
    }
}
