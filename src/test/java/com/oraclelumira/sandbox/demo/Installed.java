package com.oraclelumira.sandbox.demo;

import java.io.File;
import java.util.Optional;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.oraclelumira.api.testing.Program;

/**
 * Skips a test where there is no Chromium, and says so; not when the environment says {@code CI_BROWSER=required}. It is
 * found on PATH or named by {@code -Dbrowser.binary} and {@code -Dbrowser.driver}; nothing is downloaded.
 */
final class Installed implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean there = find("browser.binary", "chromium").isPresent()
                && find("browser.driver", "chromedriver").isPresent();
        return there || "required".equals(System.getenv("CI_BROWSER"))
                ? ConditionEvaluationResult.enabled("there is a browser, or there has to be one")
                : ConditionEvaluationResult.disabled(missing("chromium or chromedriver"));
    }

    static File binary() {
        return find("browser.binary", "chromium").orElseThrow(() -> new AssertionError(missing("chromium")));
    }

    static File driver() {
        return find("browser.driver", "chromedriver").orElseThrow(() -> new AssertionError(missing("chromedriver")));
    }

    private static Optional<File> find(String property, String program) {
        var named = System.getProperty(property);
        return named == null ? Program.onPath(program) : Optional.of(new File(named)).filter(File::canExecute);
    }

    private static String missing(String program) {
        return program + " is not installed: no browser looks at the demo's pages.";
    }
}
