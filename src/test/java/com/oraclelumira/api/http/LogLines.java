package com.oraclelumira.api.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;

/** Collects what is logged while a test runs, down to DEBUG: by this package unless another is named. */
public final class LogLines extends Handler implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final List<ExtLogRecord> lines = new CopyOnWriteArrayList<>();

    LogLines() {
        this(Problems.class.getPackageName());
    }

    public LogLines(String name) {
        logger = Logger.getLogger(name);
        before = logger.getLevel();
        logger.setLevel(Level.FINE);
        logger.addHandler(this);
    }

    /** The lines of one request, as its id in the logging context tells them. */
    List<ExtLogRecord> of(String requestId) {
        return lines.stream().filter(line -> requestId.equals(line.getMdc("requestId"))).toList();
    }

    public List<ExtLogRecord> all() {
        return List.copyOf(lines);
    }

    List<ExtLogRecord> worseThan(Level level) {
        return lines.stream().filter(line -> line.getLevel().intValue() > level.intValue()).toList();
    }

    @Override
    public void publish(LogRecord line) {
        var copy = ExtLogRecord.wrap(line);
        copy.copyMdc();
        lines.add(copy);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
    }
}
