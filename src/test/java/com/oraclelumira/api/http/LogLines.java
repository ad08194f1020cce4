package com.oraclelumira.api.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;

/** Collects what this package logs while a test runs, down to DEBUG. */
final class LogLines extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(Problems.class.getPackageName());
    private final Level before = logger.getLevel();
    private final List<ExtLogRecord> lines = new CopyOnWriteArrayList<>();

    LogLines() {
        logger.setLevel(Level.FINE);
        logger.addHandler(this);
    }

    /** The lines of one request, as its id in the logging context tells them. */
    List<ExtLogRecord> of(String requestId) {
        return lines.stream().filter(line -> requestId.equals(line.getMdc("requestId"))).toList();
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
