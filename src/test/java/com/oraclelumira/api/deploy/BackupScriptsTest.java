package com.oraclelumira.api.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the backup's scripts do when a program that they call fails; .ci/containers runs them on a database. */
@Tag("BAK-1")
class BackupScriptsTest {
    private static final String LOST = "lumira-20000101T000000Z";
    /** Its archive is {@code {}}. */
    private static final String REPORT_OF_LOST = """
        {"name":"%s","file":"%s.archive.gz","database":"lumira","sha256":"%s","encrypted":false}
        """.formatted(LOST, LOST, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");

    @TempDir
    private Path programs;
    @TempDir
    private Path volume;

    /** A program that the scripts find before the machine's own. */
    private void program(String name, String does) throws IOException {
        var file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Script.Ran run(String script, Map<String, String> more, String... arguments) {
        var environment = new HashMap<>(Map.of("PATH", programs + ":" + System.getenv("PATH"),
                "BACKUP_DIRECTORY", volume.toString(), "BACKUP_DATABASE", "lumira", "BACKUP_S3_BUCKET", "",
                "BACKUP_MONGODB_URI", "mongodb://127.0.0.1:1/", "BACKUP_KEEP", "1", "BACKUP_KEEP_DAYS", "30"));
        environment.putAll(more);
        return new Script(script).run(environment, arguments);
    }

    private Script.Ran dump(Map<String, String> more) throws IOException {
        program("mongosh", "echo '{}'");
        return run("backup/dump.sh", more);
    }

    private List<String> kept() throws IOException {
        try (var files = Files.list(volume)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void old(String name) throws IOException {
        Files.setLastModifiedTime(Files.writeString(volume.resolve(name), "{}"),
                FileTime.from(Instant.parse("2000-01-01T00:00:00Z")));
    }

    @Test
    void a_dump_that_fails_has_made_room_on_the_volume_before_it_began() throws IOException {
        old(LOST + ".part");
        old(LOST + ".archive.gz");
        old("lumira-20000102T000000Z.json");
        old("lumira-20000103T000000Z.json");
        program("mongodump", "exit 1");

        assertThat(dump(Map.of()).exit()).isEqualTo(1);
        assertThat(kept()).containsExactly("lumira-20000103T000000Z.json");
    }

    @Test
    void a_report_that_the_full_volume_cuts_short_has_no_reports_name() throws IOException {
        program("mongodump", "echo dump");
        program("cp", "for last; do :; done; printf '{' >\"$last\"; exit 1");

        assertThat(dump(Map.of()).exit()).isEqualTo(1);
        assertThat(kept()).noneMatch(name -> name.endsWith(".json"));
    }

    /** Else every minute without the bucket would push an earlier quarter of an hour off the volume. */
    @Test
    void a_bucket_that_is_away_is_no_reason_for_another_dump_at_once() throws IOException {
        program("mongodump", "echo dump");
        program("curl", "cat >/dev/null; exit 7");

        var ran = dump(Map.of("BACKUP_S3_BUCKET", "backups", "BACKUP_S3_ACCESS_KEY_ID", "k",
                "BACKUP_S3_SECRET_ACCESS_KEY", "s"));
        assertThat(ran.exit()).as(ran.output()).isEqualTo(3);
        assertThat(ran.output()).contains("backup.offsite_failed", "backup.done");
    }

    /** A server on which the restore gives back what was dumped, or not; what is asked of it is noted. */
    private Script.Ran drill(boolean equal) throws IOException {
        old(LOST + ".archive.gz");
        Files.writeString(volume.resolve(LOST + ".json"), REPORT_OF_LOST);
        program("mongorestore", ":");
        program("mongosh",
                """
                    case $* in
                    *contents.js) echo '{}' ;;
                    *compare.js) exit %d ;;
                    *drop.js) echo "dropped $DRILL_SCRATCH at $BACKUP_MONGODB_URI" >>%s/calls ;;
                    *drilled.js) echo "noted $DRILL_DUMP equal=$DRILL_EQUAL in $BACKUP_DATABASE at $BACKUP_MONGODB_URI" >>%s/calls ;;
                    *) echo "$*" >>%s/calls ;;
                    esac"""
                        .formatted(equal ? 0 : 1, programs, programs, programs));
        return run("backup/drill.sh", Map.of("RESTORE_MONGODB_URI", "mongodb://127.0.0.1:2/"));
    }

    @Test
    @Tag("BAK-4")
    @Tag("GO-3")
    void a_restore_that_was_tried_is_written_down_in_the_shops_own_database_and_its_own_is_dropped()
            throws IOException {
        var ran = drill(true);
        assertThat(ran.exit()).as(ran.output()).isZero();
        var calls = Files.readAllLines(programs.resolve("calls"));
        assertThat(calls).hasSize(2);
        assertThat(calls.getFirst()).matches("dropped drill_[0-9]{14} at mongodb://127\\.0\\.0\\.1:2/");
        assertThat(calls.getLast()).isEqualTo("noted " + LOST + " equal=true in lumira at mongodb://127.0.0.1:1/");
    }

    @Test
    @Tag("BAK-4")
    void a_restore_that_gave_back_something_else_is_written_down_too_and_ends_with_an_error() throws IOException {
        var ran = drill(false);
        assertThat(ran.exit()).as(ran.output()).isEqualTo(1);
        assertThat(Files.readAllLines(programs.resolve("calls"))).last().asString()
                .isEqualTo("noted " + LOST + " equal=false in lumira at mongodb://127.0.0.1:1/");
    }

    @Test
    @Tag("BAK-4")
    void a_server_that_a_restore_cannot_reach_is_not_called_a_database_that_is_full() throws IOException {
        old(LOST + ".archive.gz");
        Files.writeString(volume.resolve(LOST + ".json"), REPORT_OF_LOST);
        program("mongosh", "echo 'MongoServerError: Authentication failed.' >&2; exit 1");

        var ran = run("backup/restore.sh", Map.of("RESTORE_MONGODB_URI", "mongodb://127.0.0.1:1/"), "--into", "other");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.output()).contains("Authentication failed").doesNotContain("has something in it");
    }

    @Test
    @Tag("BAK-4")
    void a_drill_destroys_nothing_where_it_cannot_tell_that_this_is_no_production() throws IOException {
        program("stack", "echo \"$@\" >>" + programs + "/calls; case $* in *APP_ENV*) exit 1 ;; esac");
        program("docker", "exit 1");

        var ran = run("drill.sh", Map.of("DRILL_COMPOSE", "stack"));
        assertThat(ran.exit()).as(ran.output()).isEqualTo(64);
        assertThat(Files.readAllLines(programs.resolve("calls"))).hasSize(1);
    }
}
