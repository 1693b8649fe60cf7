package io.hyperpatch.rehearsal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table as wide as its contents. */
final class Columns {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... head) {
        rows.add(List.of(head));
    }

    void row(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of " + cells.size() + " cells in a table of "
                    + rows.getFirst().size());
        }
        rows.add(List.copyOf(cells));
    }

    void print(PrintWriter out) {
        rows.forEach(row -> {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column))
                        .append(" ".repeat(width(column) - row.get(column).length()))
                        .append(GAP);
            }
            out.println(line.toString().stripTrailing());
        });
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
