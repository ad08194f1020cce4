package com.oraclelumira.api.payments;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;

import com.oraclelumira.api.store.Migration;

/** The worker's question "what is due", and the operator's "what came for this payment". DB-2 */
@Singleton
class InboxIndexes implements Migration {
    @Override
    public String id() {
        return "001-inbox-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        var inbox = database.getCollection("stripe_inbox");
        inbox.createIndex(Indexes.ascending("state", "nextAt"));
        inbox.createIndex(Indexes.ascending("paymentIntentId"));
    }
}
