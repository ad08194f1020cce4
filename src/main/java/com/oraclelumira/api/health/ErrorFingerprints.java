package com.oraclelumira.api.health;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.logging.LoggingFilter;
import org.jboss.logmanager.ExtLogRecord;

import com.oraclelumira.api.security.Hashes;

/**
 * Gives every failure that is logged a name that the next one of its kind gets too, in another release and another
 * instance: the class of its cause and the method of ours that it met first, hashed. In the line as {@code fingerprint},
 * counted in {@code lumira.errors}; lets every line pass.
 */
@LoggingFilter(name = "error-fingerprints")
public final class ErrorFingerprints implements Filter {
    static final String OTHER = "other";
    static final int MOST = 100;
    private static final String OURS = "com.oraclelumira.";
    private static final int DIGITS = 12;
    private static final int DEEPEST_CAUSE = 20;
    /** The compiler numbers lambdas, and the container subclasses beans: neither is part of the name. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getThrown() != null && line.getLevel().intValue() >= Level.WARNING.intValue()) {
            var fingerprint = of(line.getThrown());
            if (line instanceof ExtLogRecord record)
                record.putMdc("fingerprint", fingerprint);
            Metrics.counter("lumira.errors", "fingerprint", counted(fingerprint)).increment();
        }
        return true;
    }

    /** Itself for the first hundred of this process: no bug may make series without end. */
    private String counted(String fingerprint) {
        if (seen.contains(fingerprint) || seen.size() < MOST && seen.add(fingerprint))
            return fingerprint;
        return OTHER;
    }

    /** Twelve hexadecimal digits. */
    static String of(Throwable failure) {
        var chain = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST_CAUSE).toList()
                .reversed();
        var frame = chain.stream().flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .filter(ErrorFingerprints::isOurs).findFirst().map(ErrorFingerprints::name).orElse("-");
        return Hashes.sha256("failure", chain.getFirst().getClass().getName(), frame).substring(0, DIGITS);
    }

    private static boolean isOurs(StackTraceElement frame) {
        var type = frame.getClassName();
        return type.startsWith(OURS) && !type.endsWith("_ClientProxy") && !type.endsWith("_Subclass");
    }

    private static String name(StackTraceElement frame) {
        return frame.getClassName() + "." + LAMBDA.matcher(frame.getMethodName()).replaceAll("$1");
    }
}
