package com.oraclelumira.api.preflight;

import java.util.List;

/** Probes about one thing. */
public interface Group {
    /** The heading above them. */
    String name();

    List<Probe> probes();
}
