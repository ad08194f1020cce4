package com.oraclelumira.api.storage;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import com.oraclelumira.sandbox.s3.S3Sandbox;
import com.oraclelumira.sandbox.s3.S3Settings;

/** Our stand-in. */
class S3StandInTest extends S3Behaviour {
    @TempDir
    static Path folder;

    private static S3Sandbox server;

    @BeforeAll
    static void start() {
        server = S3Sandbox.start(S3Settings.in(folder, new S3Settings.Account("qa-key", "qa-secret", "eu-west-3"),
                "qa-uploads", "qa-lectures"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    StorageSettings settings() {
        return StorageSettings.at(server.endpoint(), true);
    }
}
