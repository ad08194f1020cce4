package com.oraclelumira.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The map of the code. docs/runbook/architecture.md draws the same arrows; this test is the authority. */
@Tag("DOC-5")
class ArchitectureTest {
    private static final String BASE = "com.oraclelumira.api";

    /** Who may know whom. A new package or arrow is a decision: it comes with its line here and in the drawing. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("tracing", Set.of()),
            Map.entry("http", Set.of("tracing")),
            Map.entry("admission", Set.of("http")),
            Map.entry("store", Set.of("tracing")),
            Map.entry("security", Set.of("http")),
            Map.entry("ratelimit", Set.of("http", "security", "store")),
            Map.entry("ledger", Set.of()),
            Map.entry("catalog", Set.of("http", "ledger", "ratelimit")),
            Map.entry("users", Set.of("http", "store")),
            Map.entry("notifications", Set.of("http", "security", "store")),
            Map.entry("audit", Set.of("http", "store")),
            Map.entry("storage", Set.of("http")),
            Map.entry("orders",
                    Set.of("catalog", "http", "ledger", "notifications", "security", "store", "tracing", "users")),
            Map.entry("payments",
                    Set.of("catalog", "experts", "http", "ledger", "notifications", "orders", "ratelimit", "security",
                            "store", "tracing", "users")),
            Map.entry("sanctuary",
                    Set.of("audit", "catalog", "experts", "http", "ledger", "notifications", "orders", "ratelimit",
                            "security", "storage", "store", "uploads", "users")),
            Map.entry("experts", Set.of("audit", "http", "notifications", "ratelimit", "security", "store", "users")),
            Map.entry("production",
                    Set.of("catalog", "http", "ledger", "notifications", "orders", "ratelimit", "security", "storage",
                            "store", "tracing", "users")),
            Map.entry("desk",
                    Set.of("audit", "catalog", "experts", "http", "ledger", "notifications", "orders", "privacy",
                            "production", "ratelimit", "security", "storage", "store", "uploads", "users")),
            Map.entry("privacy",
                    Set.of("audit", "catalog", "experts", "http", "ledger", "notifications", "orders", "payments",
                            "ratelimit", "sanctuary", "security", "storage", "store", "support", "uploads", "users")),
            Map.entry("support",
                    Set.of("audit", "experts", "http", "notifications", "ratelimit", "sanctuary", "security", "store",
                            "users")),
            Map.entry("legacy",
                    Set.of("catalog", "experts", "ledger", "orders", "payments", "privacy", "store", "users")),
            Map.entry("uploads",
                    Set.of("audit", "experts", "http", "orders", "ratelimit", "security", "storage", "store")),
            Map.entry("intake",
                    Set.of("catalog", "http", "ledger", "orders", "payments", "ratelimit", "sanctuary", "store",
                            "uploads", "users")),
            Map.entry("health", Set.of("http", "notifications", "payments", "ratelimit", "security", "store")),
            Map.entry("status",
                    Set.of("audit", "health", "http", "notifications", "payments", "production", "ratelimit",
                            "security", "store")),
            Map.entry("reference", Set.of("http", "ratelimit", "security")),
            Map.entry("preflight",
                    Set.of("health", "notifications", "payments", "production", "storage", "store")),
            Map.entry("ops",
                    Set.of("audit", "experts", "http", "legacy", "notifications", "payments", "preflight", "privacy",
                            "security", "status", "storage", "store", "users")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(BASE);

    @TestFactory
    Stream<DynamicTest> each_package_knows_only_those_on_the_map() {
        return MAY_USE.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(entry -> DynamicTest
                .dynamicTest(entry.getKey() + " may use " + new TreeSet<>(entry.getValue()),
                        () -> arrows(entry.getKey(),
                                entry.getValue()).check(CLASSES)));
    }

    private static ArchRule arrows(String name, Set<String> allowed) {
        var forbidden = MAY_USE.keySet().stream().filter(other -> !other.equals(name) && !allowed.contains(other))
                .map(other -> BASE + "." + other + "..").toArray(String[]::new);
        return noClasses().that().resideInAPackage(BASE + "." + name + "..").should().dependOnClassesThat()
                .resideInAnyPackage(forbidden).allowEmptyShould(true);
    }

    @Test
    void every_package_is_on_the_map() {
        var found = CLASSES.stream().map(c -> c.getPackageName()).filter(p -> p.startsWith(BASE + "."))
                .map(p -> p.substring(BASE.length() + 1).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
    }

    @Test
    void no_cycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void time_comes_from_the_clock() {
        for (var type : List.of(java.time.Instant.class, java.time.LocalDate.class, java.time.LocalDateTime.class,
                java.time.ZonedDateTime.class))
            noClasses().should().callMethod(type, "now").because("tests set the clock").check(CLASSES);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    }

    @Test
    void payloads_are_records() {
        classes().that().haveSimpleNameEndingWith("View").or().haveSimpleNameEndingWith("Request").should().beRecords()
                .check(CLASSES);
    }

    @Test
    void only_resources_have_paths() {
        classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource").check(CLASSES);
    }

    @Test
    void each_remote_system_has_one_door() {
        noClasses().that().resideOutsideOfPackage(BASE + ".payments..").should().dependOnClassesThat()
                .resideInAPackage("com.stripe..").check(CLASSES);
        noClasses().that().resideOutsideOfPackage(BASE + ".notifications..").should().dependOnClassesThat()
                .resideInAPackage("io.quarkus.mailer..").check(CLASSES);
        noClasses().that().resideOutsideOfPackage(BASE + ".storage..").should().dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..").check(CLASSES);
        noClasses().that().resideOutsideOfPackage(BASE + ".tracing..").should().dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..").check(CLASSES);
    }

    @Test
    void collaborators_come_through_the_constructor() {
        fields().should().notBeAnnotatedWith(Inject.class).check(CLASSES);
    }

    @Test
    void only_main_speaks_to_the_process() {
        noClasses().that().doNotHaveFullyQualifiedName(BASE + ".Main").and()
                .doNotHaveFullyQualifiedName(BASE + ".ops.Operator").should().callMethod(System.class, "getenv")
                .orShould().callMethod(System.class, "getenv", String.class).orShould()
                .callMethod(System.class, "exit", int.class).orShould().accessField(System.class, "out").orShould()
                .accessField(System.class, "err").check(CLASSES);
    }

    /** Whoever makes a list of what the store finds says how long it may get; an import reads v1's collections whole. */
    @Test
    @Tag("SEC-8")
    void no_list_from_the_store_is_without_a_bound() {
        methods().that().areDeclaredInClassesThat().resideOutsideOfPackage(BASE + ".legacy..")
                .should(limitWhatTheyCollect()).check(CLASSES);
        noClasses().should().callMethodWhere(target(owner(assignableTo("io.quarkus.mongodb.panache.PanacheQuery"))))
                .orShould().callMethodWhere(target(name("listAll")).or(target(name("streamAll")))).check(CLASSES);
    }

    private static ArchCondition<JavaMethod> limitWhatTheyCollect() {
        return new ArchCondition<>("limit what they collect") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var called = method.getMethodCallsFromSelf().stream().map(call -> call.getTarget().getFullName())
                        .toList();
                if (called.stream().anyMatch(name -> name.startsWith("com.mongodb.client.") && name.contains(".into("))
                        && called.stream().noneMatch(name -> name.startsWith("com.mongodb.client.FindIterable.limit(")))
                    events.add(
                            SimpleConditionEvent.violated(method, method.getFullName() + " collects without a limit"));
            }
        };
    }

    @Test
    void names_say_what_things_are() {
        noClasses().should().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Manager").orShould()
                .haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Util").orShould()
                .haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("DTO").check(CLASSES);
    }
}
