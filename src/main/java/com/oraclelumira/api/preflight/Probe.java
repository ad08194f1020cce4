package com.oraclelumira.api.preflight;

import java.util.List;

/**
 * One sentence about an installation that can be true or not.
 *
 * @param id in lower case with dashes, once in the whole preflight: reports and the checklist name it
 * @param lines the checklist's lines that it bears on, "DNS-4"
 * @param sentence "The … should …"
 * @param page in docs/runbook, "domains-and-tls.md"
 */
public record Probe(String id, List<String> lines, String sentence, String page, Look look) {

    /** Looks and changes nothing; whatever it throws counts as {@link Mark#BAD}. */
    @FunctionalInterface
    public interface Look {
        Finding look() throws Exception;
    }

    public Probe {
        lines = List.copyOf(lines);
    }
}
