package com.oraclelumira.api.sanctuary;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.oraclelumira.api.catalog.Level;

/** What each level opens in the sanctuaire; a level includes all lower ones (contract §3.10). */
final class Entitlements {
    /** How the UI draws a level. */
    record LevelMetadata(String name, String color, String icon) {}

    private static final Map<Level, List<String>> OWN = Map.of(Level.INITIE,
            List.of("content.basic", "meditations.access", "readings.pdf", "audio.basic", "mandala.basic",
                    "community.access", "upload.photos", "sanctuaire.sphere.profile", "sanctuaire.sphere.readings"),
            Level.MYSTIQUE,
            List.of("content.advanced", "meditations.advanced", "rituals.access", "readings.audio", "audio.full",
                    "analysis.soul_profile", "analysis.blockages", "events.access", "followup.7days",
                    "sanctuaire.sphere.rituals", "sanctuaire.sphere.mandala"),
            Level.PROFOND,
            List.of("content.expert", "rituals.personalized", "mandala.hd", "mentorat.access", "analysis.karmic_line",
                    "analysis.life_cycles", "community.priority", "events.priority", "upload.documents",
                    "sanctuaire.sphere.synthesis"),
            Level.INTEGRALE, List.of("content.full", "readings.full", "audio.premium", "mandala.personalized",
                    "mentorat.personalized", "analysis.mission", "followup.30days", "community.elite",
                    "sanctuaire.sphere.guidance"));

    private static final Map<Level, LevelMetadata> METADATA = Map.of(Level.INITIE,
            new LevelMetadata("Initié", "#4F46E5", "🌟"), Level.MYSTIQUE,
            new LevelMetadata("Mystique", "#7C3AED", "🔮"),
            Level.PROFOND, new LevelMetadata("Profond", "#DB2777", "✨"), Level.INTEGRALE,
            new LevelMetadata("Intégral", "#059669", "🌌"));

    private Entitlements() {}

    static List<String> capabilities(Optional<Level> highest) {
        return highest.stream().flatMap(level -> level.included().stream()).flatMap(level -> OWN.get(level).stream())
                .toList();
    }

    static LevelMetadata metadata(Level level) {
        return METADATA.get(level);
    }
}
