package io.hyperpatch.rehearsal.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/mutants.md}, whose table is found by search and pins the seed at which each mutant is caught. */
final class MutantsPage {
    private static final Path FILE = Path.of("../docs/mutants.md");
    private static final String BEGIN = "<!-- mutants -->\n";
    private static final String END = "<!-- /mutants -->";
    private static final String HEAD = """

            | Switched off | What it keeps true | First caught at seed | Invariant that broke | Caught by how many of the first 200 |
            |---|---|---|---|---|
            """;

    private MutantsPage() {}

    static Optional<MutantRow> row(Safeguard safeguard) throws IOException {
        try (Stream<String> lines = table(Files.readString(FILE)).lines()) {
            return lines.flatMap(line -> MutantRow.of(safeguard, line).stream()).findFirst();
        }
    }

    static void write(List<MutantRow> rows) throws IOException {
        String page = Files.readString(FILE);
        String lines = rows.stream().map(row -> row.line() + "\n").collect(Collectors.joining());
        Files.writeString(
                FILE, page.substring(0, from(page)) + HEAD + lines + "\n" + page.substring(page.indexOf(END)));
    }

    private static String table(String page) {
        return page.substring(from(page), page.indexOf(END));
    }

    private static int from(String page) {
        return page.indexOf(BEGIN) + BEGIN.length();
    }
}
