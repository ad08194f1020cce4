package com.oraclelumira.api.legacy;

import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;

import com.oraclelumira.api.experts.Experts;
import com.oraclelumira.api.orders.PastOrders;
import com.oraclelumira.api.payments.PastPayments;
import com.oraclelumira.api.privacy.ErasedPeople;
import com.oraclelumira.api.users.Users;

/**
 * Brings v1's data into this system: accounts, experts, purchases, and which of Stripe's events it had applied. Adds what
 * is missing under the ids it had, and never changes or deletes what is here: the second run changes nothing, and one that
 * was cut short is finished by the next. Who was erased here stays erased. DB-4
 */
@Singleton
public class Import {
    private final Users users;
    private final Experts experts;
    private final PastOrders orders;
    private final PastPayments payments;
    private final ErasedPeople erased;

    Import(Users users, Experts experts, PastOrders orders, PastPayments payments, ErasedPeople erased) {
        this.users = users;
        this.experts = experts;
        this.orders = orders;
        this.payments = payments;
        this.erased = erased;
    }

    /**
     * {@link IllegalArgumentException} with a sentence when there is nothing of v1's at the address.
     *
     * @param from v1's database, its name in the path; only read
     * @param dryRun say what would happen, and write nothing
     */
    public ImportReport run(String from, boolean dryRun, Consumer<String> progress) {
        var report = new ImportReport(dryRun);
        try (var v1 = V1Database.open(from, progress)) {
            var accounts = new V1Users(users, erased, report);
            accounts.importFrom(v1);
            var desk = new V1Experts(experts, report);
            desk.importFrom(v1);
            new V1Orders(orders, payments, accounts, desk, report).importFrom(v1);
            new V1Events(payments, report).importFrom(v1);
        }
        Log.infof("import.done dry_run=%s counts=%s", dryRun, report.counts());
        return report;
    }
}
