package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.rehearsal.page.GeneratedPage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code docs/mutants.md}, whose table is found by search and pins the seed at which each mutant is caught;
 * README shows it, too.
 */
final class MutantsPage {
    private static final GeneratedPage PAGE = GeneratedPage.docs("mutants.md");
    private static final String MARK = "mutants";
    private static final String HEAD = """
            | Switched off | What it keeps true | First caught at seed | Invariant that broke | Caught by how many of the first 200 |
            |---|---|---|---|---|
            """;

    private MutantsPage() {}

    static Optional<MutantRow> row(Safeguard safeguard) {
        return PAGE.shown(MARK)
                .lines()
                .flatMap(line -> MutantRow.of(safeguard, line).stream())
                .findFirst();
    }

    static void write(List<MutantRow> rows) {
        String table = HEAD + rows.stream().map(row -> row.line() + "\n").collect(Collectors.joining());
        PAGE.show(MARK, table);
        GeneratedPage.README.show(MARK, table);
    }

    static boolean readmeShowsTheSame() {
        return GeneratedPage.README.shown(MARK).equals(PAGE.shown(MARK));
    }
}
