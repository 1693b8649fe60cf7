package io.hyperpatch.rehearsal.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/mutants.md}, whose table is found by search and pins the seed at which each mutant is caught; README shows it, too. */
final class MutantsPage {
    private static final Path FILE = Path.of("../docs/mutants.md");
    private static final Path README = Path.of("../README.md");
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
        String lines = rows.stream().map(row -> row.line() + "\n").collect(Collectors.joining());
        for (Path file : List.of(FILE, README)) {
            String page = Files.readString(file);
            Files.writeString(
                    file, page.substring(0, from(page)) + HEAD + lines + "\n" + page.substring(page.indexOf(END)));
        }
    }

    static boolean readmeShowsTheSame() throws IOException {
        return table(Files.readString(README)).equals(table(Files.readString(FILE)));
    }

    private static String table(String page) {
        return page.substring(from(page), page.indexOf(END));
    }

    private static int from(String page) {
        return page.indexOf(BEGIN) + BEGIN.length();
    }
}
