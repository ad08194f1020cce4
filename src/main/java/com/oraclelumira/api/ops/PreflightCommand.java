package com.oraclelumira.api.ops;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.quarkus.arc.All;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.preflight.Examination;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.outside.Outside;
import com.oraclelumira.api.preflight.outside.Target;

/**
 * {@code preflight [all]}, {@code preflight inside}: is this installation ready? They look and change nothing. What runs
 * without a configuration is {@link EarlyPreflight}'s.
 */
@Singleton
class PreflightCommand implements OperatorCommand {
    private static final String NO_COMMIT = "unknown";

    private final List<Group> inside;
    private final PaymentPreflight payment;
    private final Clock clock;
    private final String publicUrl;
    private final List<String> origins;
    private final String commit;

    PreflightCommand(@All List<Group> inside, PaymentPreflight payment, Clock clock,
            @ConfigProperty(name = "lumira.public-url") String publicUrl,
            @ConfigProperty(name = "lumira.cors-origins") List<String> origins,
            @ConfigProperty(name = "lumira.commit") String commit) {
        this.inside = inside.stream().sorted(Comparator.comparing(Group::name)).toList();
        this.payment = payment;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.origins = List.copyOf(origins);
        this.commit = commit;
    }

    @Override
    public String name() {
        return PreflightWords.COMMAND;
    }

    @Override
    public List<String> run(Map<String, String> options) {
        return run(options, line -> {}).lines();
    }

    @Override
    public Answer run(Map<String, String> options, Consumer<String> progress) {
        return switch (options.getOrDefault(Operator.WHAT, "all")) {
            case "all" -> all(options);
            case "inside" -> inside(options);
            case "payment" -> payment(options, progress);
            default -> throw PreflightWords.wrong();
        };
    }

    private Answer inside(Map<String, String> options) {
        PreflightWords.only(options, Set.of());
        return PreflightWords.answer(examination(inside), options);
    }

    private Answer payment(Map<String, String> options, Consumer<String> progress) {
        PreflightWords.only(options, PaymentPreflight.OPTIONS);
        return PreflightWords.answer(payment.examine(options, progress), options);
    }

    private Answer all(Map<String, String> options) {
        PreflightWords.only(options, Target.OPTIONS);
        requireOurs(options);
        try (var outside = new Outside(Target.of(withDefaults(options), true), clock)) {
            var groups = new ArrayList<>(inside);
            groups.addAll(outside.groups());
            return PreflightWords.answer(examination(groups), options);
        }
    }

    /** One answer about two installations would be believed of the one that it names. */
    private void requireOurs(Map<String, String> options) {
        var url = options.getOrDefault("url", publicUrl);
        if (!bare(url).equals(bare(publicUrl)))
            throw new IllegalArgumentException("--url must be PUBLIC_URL, " + publicUrl + ", where this deployment is "
                    + "looked at from inside, too; of others: preflight outside --url");
    }

    private static String bare(String url) {
        return url.replaceFirst("/$", "").toLowerCase(Locale.ROOT);
    }

    private Examination examination(List<Group> groups) {
        var results = PreflightWords.examiner().ask(groups);
        return new Examination(clock.instant(), publicUrl, commit, results);
    }

    /** The deployment knows its own address, pages and commit; what else answers there is another one. */
    private Map<String, String> withDefaults(Map<String, String> options) {
        var all = new HashMap<>(options);
        all.putIfAbsent("url", publicUrl);
        all.putIfAbsent("sites", String.join(",", origins));
        if (!commit.equals(NO_COMMIT))
            all.putIfAbsent("commit", commit);
        return all;
    }
}
