package com.oraclelumira.api.isolation;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.quarkus.arc.Arc;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.preflight.Examiner;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.inside.Plans;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.IssuedQueries;
import com.oraclelumira.api.testing.IssuedQueries.Query;
import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every question that the application puts to the database is answered by an index: those of all routes, called by
 * everybody who may, on a customer with everything, of all periodic jobs and of the preflight. A real server (TEST_MONGODB_URI)
 * explains each itself; of the embedded one, which cannot, the questions are held against the indexes that were made.
 */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("DB-6")
class IndexUseTest {
    /** Read whole on purpose, each because it is and stays small. */
    private static final Set<String> SMALL = Set.of("experts", "migrations");
    /** The desk's search looks inside names, and says how many it found: only a second store made for searching could. */
    private static final String SEARCH = "users.UserDirectory aggregate";
    /** They read another system's database or no documents, run once in a shop's life or before anybody can listen. */
    private static final Set<String> ASKED_ELSEWHERE = Set.of("legacy.V1Database", "legacy.V1Users",
            "orders.FulfilmentDocuments", "orders.PastOrders", "payments.PastPayments", "store.IndexList",
            "store.Migrations");
    private static final Pattern SPEAKS = Pattern.compile("mongoCollection\\(\\)|getCollection\\(|collection\\(\\)\\.");

    @Inject
    IssuedQueries issued;

    @Inject
    MongoDatabase database;

    @Test
    void every_question_of_every_route_and_job_is_answered_by_an_index() throws IOException {
        var asked = issued.during(() -> {
            allRoutes(new Victim());
            aJob();
            allJobs();
            thePreflight();
        });
        assertThat(asked.stream().filter(query -> !SMALL.contains(query.collection()))
                .filter(query -> !SEARCH.equals(query.place() + " " + query.name())).filter(query -> !indexed(query))
                .map(query -> query.place() + ": " + query.name() + " " + query.collection() + " "
                        + query.command().toJson()))
                .isEmpty();
        assertThat(asked.stream().map(Query::place).collect(Collectors.toSet())).containsAll(speakers());
    }

    @Test
    void a_question_without_an_index_is_seen() {
        var indexes = new IndexUse(Set.of(List.of("state", "nextAt"), List.of("effects.nextAt")));
        assertThat(indexes.answers(find("{state: 'DEAD', x: 1}", "{}"))).isTrue();
        assertThat(indexes.answers(find("{effects: {$elemMatch: {nextAt: {$lte: 1}}}}", "{}"))).isTrue();
        assertThat(indexes.answers(find("{$and: [{x: 1}, {$or: [{state: 1}, {_id: 2}]}]}", "{}"))).isTrue();
        assertThat(indexes.answers(find("{x: 1}", "{state: 1}"))).isTrue();
        assertThat(indexes.answers(find("{nextAt: 1}", "{}"))).isFalse();
        assertThat(indexes.answers(find("{state: {$ne: 'DONE'}}", "{}"))).isFalse();
        assertThat(indexes.answers(find("{state: {$exists: false}}", "{}"))).isFalse();
        assertThat(indexes.answers(find("{$or: [{state: 1}, {x: 2}]}", "{}"))).isFalse();
        assertThat(indexes.answers(find("{}", "{}"))).isFalse();
        assertThat(
                Plans.scans(Document
                        .parse("{queryPlanner: {winningPlan: {stage: 'FETCH', inputStage: {stage: 'IXSCAN'}}}}")))
                .isFalse();
        assertThat(Plans.scans(
                Document.parse("{queryPlanner: {winningPlan: {stage: 'SORT', inputStage: {stage: 'COLLSCAN'}}}}")))
                .isTrue();
    }

    private static Query find(String filter, String sort) {
        return new Query("", "", "find", new BsonDocument("filter", BsonDocument.parse(filter)).append("sort",
                BsonDocument.parse(sort)));
    }

    /** By whoever may: the owner, an expert, an admin. What erases comes last. */
    private static void allRoutes(Victim her) {
        var aims = new Aims(her);
        var callers = List.of(Stranger.OWNER, Stranger.EXPERT, Stranger.ADMIN).stream()
                .flatMap(caller -> caller.clients(her).stream()).toList();
        for (var operation : Operations.offered().stream()
                .sorted(Comparator.comparing((String name) -> name.startsWith("DELETE"))).toList())
            for (var client : callers)
                for (var aim : aims.of(operation))
                    aim.fire(client.request(), operation);
    }

    private static void aJob() {
        new Shop().request().auth().oauth2(Desk.expert().token)
                .post("/api/expert/orders/" + new Shop().paidOrder() + "/assign").then().statusCode(200);
    }

    private static void allJobs() {
        for (Bean<?> bean : Arc.container().beanManager().getBeans(Object.class))
            if (bean.getBeanClass().getName().startsWith("com.oraclelumira.api."))
                Arrays.stream(bean.getBeanClass().getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Scheduled.class))
                        .forEach(method -> run(bean.getBeanClass(), method));
    }

    /** What it finds here does not matter. */
    private static void thePreflight() {
        new Examiner(Duration.ofMinutes(1)).ask(Arc.container().listAll(Group.class).stream()
                .map(bean -> bean.get()).toList());
    }

    private static void run(Class<?> type, Method job) {
        try {
            job.setAccessible(true);
            job.invoke(Arc.container().instance(type).get());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(job.toString(), e);
        }
    }

    private boolean indexed(Query query) {
        return MongoResource.isNamed()
                ? !Plans.scans(explained(query))
                : new IndexUse(issued.indexesOf(query.collection())).answers(query);
    }

    private Document explained(Query query) {
        var command = query.command().clone();
        List.of("$db", "lsid", "$clusterTime", "txnNumber", "writeConcern", "readConcern", "apiVersion", "cursor",
                "maxTimeMS").forEach(command::remove);
        if (query.name().equals("aggregate"))
            command.append("cursor", new BsonDocument());
        return database.runCommand(new BsonDocument("explain", command).append("verbosity",
                new BsonString("queryPlanner")));
    }

    /** Classes of ours that speak to the store: each must have been heard. */
    private static Set<String> speakers() throws IOException {
        var found = new TreeSet<String>();
        var base = Path.of("src/main/java/com/oraclelumira/api");
        try (var files = Files.walk(base)) {
            for (var file : files.filter(each -> each.toString().endsWith(".java")).toList())
                if (SPEAKS.matcher(Files.readString(file)).find() && !file.toString().endsWith("Indexes.java"))
                    found.add(base.relativize(file).toString().replace(".java", "").replace('/', '.'));
        }
        found.removeAll(ASKED_ELSEWHERE);
        return found;
    }
}
