package com.oraclelumira.api.preflight.golive;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down what the tests of each tag did, for the go-live report. Both runs of {@code mvn verify} come through here,
 * each in a process of its own; what was begun and not ended stays "not whole".
 */
public final class ChecklistListener implements TestExecutionListener {
    private static final Path FILE = Path.of("target/checklist-tests.json");

    private final Set<String> seen = new HashSet<>();
    private final Optional<TestLedger> ledger;
    private TestPlan plan;

    /** As the service loader makes it: silent unless Maven says which run this is. */
    public ChecklistListener() {
        this(Optional.ofNullable(System.getProperty("checklist.run"))
                .map(run -> new TestLedger(run, FILE, TestClasses.of(run), Revision.ofThisCheckout())));
    }

    ChecklistListener(Optional<TestLedger> ledger) {
        this.ledger = ledger;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
        ledger.ifPresent(TestLedger::begin);
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        leaves(skipped).forEach(leaf -> ledger.ifPresent(book -> book.skipped(tags(leaf), name(leaf))));
        seen(skipped);
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        seen(finished);
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (finished.isTest())
                    ledger.ifPresent(book -> book.passed(tags(finished)));
            }
            case ABORTED -> leaves(finished).forEach(leaf -> ledger.ifPresent(
                    book -> book.skipped(tags(leaf), name(leaf))));
            case FAILED -> leaves(finished).forEach(leaf -> ledger.ifPresent(
                    book -> book.failed(tags(leaf), name(leaf))));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        ledger.ifPresent(book -> book.end(seen));
    }

    /** The test, or all tests of a container that was left as a whole, or the container when its tests are not known yet. */
    private Stream<TestIdentifier> leaves(TestIdentifier left) {
        var tests = plan.getDescendants(left).stream().filter(TestIdentifier::isTest).toList();
        return tests.isEmpty() ? Stream.of(left) : tests.stream();
    }

    private Set<String> tags(TestIdentifier test) {
        return chain(test).flatMap(each -> each.getTags().stream()).map(TestTag::getName).collect(Collectors.toSet());
    }

    private Stream<TestIdentifier> chain(TestIdentifier test) {
        return Stream.iterate(Optional.of(test), Optional::isPresent, each -> plan.getParent(each.orElseThrow()))
                .map(Optional::orElseThrow);
    }

    private String name(TestIdentifier test) {
        return chain(test).flatMap(each -> each.getSource().stream()).flatMap(source -> switch (source) {
            case MethodSource method -> Stream.of(simple(method.getClassName()) + "." + method.getMethodName());
            case ClassSource type -> Stream.of(simple(type.getClassName()));
            default -> Stream.<String>empty();
        }).findFirst().orElseGet(test::getDisplayName);
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private void seen(TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof ClassSource type)
            seen.add(type.getClassName());
    }
}
