package com.oraclelumira.api.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Memory in bytes. The process' resident set and the container's limit (cgroup v2, or v1) are known on Linux only, the limit only
 * where one is set.
 */
record Memory(long heapUsed, long heapMax, OptionalLong resident, OptionalLong containerLimit) {
    private static final Path CGROUP_LIMIT = Path.of("/sys/fs/cgroup/memory.max");
    private static final Path CGROUP_V1_LIMIT = Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes");
    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");

    static Memory now() {
        var runtime = Runtime.getRuntime();
        return new Memory(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory(),
                resident(read(PROCESS_STATUS)),
                cgroupLimit());
    }

    private static OptionalLong cgroupLimit() {
        var present = limit(read(CGROUP_LIMIT));
        return present.isPresent() ? present : limit(read(CGROUP_V1_LIMIT));
    }

    /** Checklist MON-2: of the container's limit where there is one, because that is what kills; else of the heap. */
    int percent() {
        return Math.toIntExact(Math.round(ratio() * 100));
    }

    /** The same from 0 to 1, and above where the limit is no hard one. */
    double ratio() {
        var isLimited = resident.isPresent() && containerLimit.isPresent();
        return isLimited
                ? resident.getAsLong() / (double) Math.max(1, containerLimit.getAsLong())
                : heapUsed / (double) Math.max(1, heapMax);
    }

    int heapPercent() {
        return Math.toIntExact(heapUsed * 100 / Math.max(1, heapMax));
    }

    static long megabytes(long bytes) {
        return bytes / (1024 * 1024);
    }

    /** @param status the text of /proc/self/status, in which sizes are kibibytes */
    static OptionalLong resident(String status) {
        return status.lines().filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\D", ""))
                .filter(digits -> !digits.isEmpty()).mapToLong(Long::parseLong).map(kibibytes -> kibibytes * 1024)
                .findFirst();
    }

    /** @param max the text of memory.max: bytes, or the word max; cgroup v1 says "none" by a number of 19 digits */
    static OptionalLong limit(String max) {
        return max.strip().matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(max.strip())) : OptionalLong.empty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return ""; // not this kind of system: the figure is left out
        }
    }
}
