package com.oraclelumira.api;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

import com.oraclelumira.api.ops.Commands;
import com.oraclelumira.api.ops.Commands.Command;
import com.oraclelumira.api.ops.EarlyPreflight;
import com.oraclelumira.api.ops.Operator;
import com.oraclelumira.api.ops.StartCheck;

/**
 * The door of the packaged application: nothing starts on a configuration that breaks a rule. Tests inside the
 * framework do not come through here. Only here are the environment read and the process ended.
 */
@QuarkusMain
public class Main {
    /** sysexits.h: wrong usage, wrong configuration. */
    private static final int EX_USAGE = 64;
    private static final int EX_CONFIG = 78;

    private static final Commands COMMANDS = new Commands(
            List.of(new Command("check-config", "check the environment and end", arguments -> 0),
                    operator("preflight", "is this installation ready: [all | inside | outside --url URL | payment |"
                            + " report] [--json]"),
                    operator("replay", "apply stored events again: --id | --type, --state, --from, --to"),
                    operator("reconcile", "compare with Stripe now: [--hours 72]"),
                    operator("stripe-endpoint", "create or mend our webhook endpoint in Stripe: [--url]"),
                    operator("migrate",
                            "status | plan: what was or would be migrated; bring v1's data over: import-v1 --from URI"
                                    + " [--dry-run] [--report FILE]"),
                    operator("customer-export", "everything we keep about a customer, as JSON: --email ADDRESS"),
                    operator("customer-erase", "erase a customer's data for good: --email ADDRESS [--force]"),
                    operator("resend-mails", "try mails again that were given up"),
                    operator("incident", "status page: open|update|resolve --fr --en [--components | --id]"),
                    operator("storage-setup", "tell the buckets which pages may use them, and to tidy up"),
                    operator("admin-token", "break-glass token for the admin API: --for NAME [--minutes 15]"),
                    operator("expert-create",
                            "account for the desk: --email, --name [--role expert|admin] [--password stdin]"),
                    operator("expert-disable", "end an expert's access at once: --email"),
                    operator("expert-reset", "new password for an expert: --email [--password stdin]"),
                    operator("expert-invite", "code with which one expert may register")));

    private static Command operator(String name, String meaning) {
        return new Command(name, meaning, options -> Operator.start(name, options));
    }

    public static void main(String... args) {
        settlePlatform();
        if (args.length > 0) {
            System.setOut(utf8(FileDescriptor.out));
            System.setErr(utf8(FileDescriptor.err));
        }
        if (args.length > 0 && COMMANDS.find(args).isEmpty()) {
            System.err.println(COMMANDS.usage());
            System.exit(EX_USAGE);
        }
        if (EarlyPreflight.runsHere(args)) {
            System.exit(EarlyPreflight.run(System.out::println, System.err::println, args));
        }
        checkEnvironment(args);
        if (args.length > 0) {
            System.exit(COMMANDS.run(args));
        }
        Quarkus.run(args);
    }

    /** Whatever the locale is: a container has none, and would print a question mark for every sign beyond ASCII. */
    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }

    /**
     * What the Java platform reads once, before anything connects: it must not repeat a POST by itself (one retry layer,
     * with the same idempotency key), keeps enough connections to Stripe, and notices when a host moves.
     */
    private static void settlePlatform() {
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("http.maxConnections", "64");
        Security.setProperty("networkaddress.cache.ttl", "60");
        Security.setProperty("networkaddress.cache.negative.ttl", "5");
    }

    private static void checkEnvironment(String... args) {
        var check = StartCheck.of(System.getenv(), System.getProperties().stringPropertyNames(), Path.of(""));
        if (check.refuses() && EarlyPreflight.isPreflight(args)) {
            System.exit(EarlyPreflight.refused(check, System.out::println, args));
        }
        System.err.print(check.report());
        if (check.refuses()) {
            System.exit(EX_CONFIG);
        }
        check.settings().forEach(System::setProperty);
    }
}
