package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.util.Date;
import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;

import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.store.Conditions.all;

/** Finds a person's mails and those that were given up without looking at every mail ever sent. DB-2, DB-6 */
@Singleton
class OutboxIndexes implements Migration {
    private final Clock clock;

    OutboxIndexes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return "005-outbox-indexes";
    }

    /** Mails given up before this version do not say so themselves. */
    @Override
    public void apply(MongoDatabase database) {
        var outbox = database.getCollection("outbox");
        outbox.updateMany(all(exists("sentAt", false), exists("nextAt", false), exists("givenUpAt", false)),
                set("givenUpAt", Date.from(clock.instant())));
        outbox.createIndexes(List.of(new IndexModel(Indexes.ascending("to")),
                new IndexModel(Indexes.ascending("givenUpAt"), new IndexOptions().sparse(true))));
    }
}
