package com.oraclelumira.api.health;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

import com.oraclelumira.api.store.Migrations;

/**
 * Not started and not ready before MongoDB was reached once and has every index: a rolling update with a wrong
 * MONGODB_URI then never takes the place of the container that works. Afterwards it is settled, whatever becomes of
 * MongoDB. Nothing ends the process: the migrations try again by themselves, so a database that comes up late is found.
 */
@Singleton
class FirstContact {
    private final Migrations migrations;

    FirstContact(Migrations migrations) {
        this.migrations = migrations;
    }

    @Produces
    @Singleton
    @Startup
    HealthCheck started() {
        return () -> HealthCheckResponse.named("started").status(migrations.done()).build();
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck ready() {
        return () -> HealthCheckResponse.named("ready").status(migrations.done()).build();
    }
}
