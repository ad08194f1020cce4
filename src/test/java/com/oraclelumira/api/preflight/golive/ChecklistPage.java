package com.oraclelumira.api.preflight.golive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The bound checklist as a page of the runbook. */
final class ChecklistPage {
    private static final String HEAD = """
        # The checklist, and what proves each line

        Written from `src/main/resources/preflight/checklist.json` by `mvn test -Dtest=ChecklistTest -Dwrite.checklist=true`. \
        The wording is the owner's. All proofs of a line must hold:

        | proof | it holds when |
        |---|---|
        | test `X` | in a whole `mvn verify` of the deployed commit at least one test tagged `X` passed and none failed |
        | drill | the row of [drills](drills.md) with this name is younger than six months |
        | probe `x` | the [preflight](preflight.md) of the installation found it good, less than 24 hours ago |
        | Developer, DevOps, Product Owner | this person looked, and signs on the go-live report |

        `preflight report` puts all of it on one page and says GO or NO-GO ([preflight](preflight.md)).
        """;

    private final Checklist checklist;

    ChecklistPage(Checklist checklist) {
        this.checklist = checklist;
    }

    String text() {
        return HEAD + checklist.sections().stream().map(this::section).collect(Collectors.joining());
    }

    private String section(Checklist.Section section) {
        return "\n## %s\n\n| id | the owner's wording | what we guarantee | proof |\n|---|---|---|---|\n".formatted(
                section.title())
                + section.lines().stream().map(this::row).collect(Collectors.joining());
    }

    private String row(Line line) {
        return "| %s | %s | %s | %s |\n".formatted(line.id(), line.owner(), line.english(),
                String.join("; ", proofs(line)));
    }

    private List<String> proofs(Line line) {
        var proofs = new ArrayList<String>();
        line.tests().forEach(tag -> proofs.add("test `" + tag + "`"));
        line.drills().forEach(name -> proofs.add("drill [%s](drills.md) (%s)".formatted(name,
                checklist.drills().get(name).date())));
        line.probes().forEach(probe -> proofs.add("probe `" + probe + "`"));
        line.act().ifPresent(human -> proofs.add("**%s**: %s".formatted(
                human.who().replace("Développeur", "Developer"), human.english())));
        return proofs;
    }
}
