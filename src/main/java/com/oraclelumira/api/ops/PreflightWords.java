package com.oraclelumira.api.ops;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.oraclelumira.api.ops.OperatorCommand.Answer;
import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.ExaminationJson;
import com.oraclelumira.api.preflight.Examiner;
import com.oraclelumira.api.preflight.Table;

/** How the preflight is asked on the command line, and how it answers there. */
final class PreflightWords {
    static final String COMMAND = "preflight";
    static final String JSON = "json";

    private static final Duration WHOLE = Duration.ofSeconds(60);
    private static final int NO_GO = 1;
    private static final String USAGE = "usage: preflight [all] [--url URL] [--sites URL,URL] [--commit SHA] "
            + "[--ca FILE.pem] [--plain-port 80] [--mongo-port 27017] [--management-port 9000] [--json]\n"
            + "       preflight inside [--json]\n"
            + "       preflight outside --url URL [as for all]\n"
            + "       preflight payment --url URL [--email ADDRESS] [--wait 60] [--ca FILE.pem] [--json]\n"
            + "       preflight report [--results A.json,B.json] [--tests FILE] [--out go-live.html]";

    private PreflightWords() {}

    static IllegalArgumentException wrong() {
        return new IllegalArgumentException(USAGE);
    }

    /** Throws when there is an option besides {@code --json} and these. */
    static void only(Map<String, String> options, Set<String> known) {
        var named = new HashSet<>(options.keySet());
        named.removeAll(known);
        named.removeAll(Set.of(Operator.WHAT, JSON));
        if (!named.isEmpty())
            throw wrong();
    }

    /** Whatever is asked together has one minute. */
    static Examiner examiner() {
        return new Examiner(WHOLE);
    }

    /** 0 for GO, 1 for NO-GO; a table for the eyes, or one line of JSON. */
    static Answer answer(Examination examination, Map<String, String> options) {
        return new Answer(options.containsKey(JSON)
                ? List.of(ExaminationJson.write(examination))
                : Table.lines(examination), examination.isGo() ? 0 : NO_GO);
    }
}
