package io.hyperpatch.rehearsal.mutant;

import java.util.Optional;

/**
 * What the table says of one mutant.
 *
 * @param first the first seed that catches it; empty if none of the 2,000 does
 * @param counted how many of the first 200 seeds catch it
 */
record MutantRow(Safeguard safeguard, Optional<Caught> first, int counted) {

    /** @param invariant one that breaks there, and holds with the safeguard */
    record Caught(long seed, String invariant) {}

    String line() {
        return "| " + safeguard.title() + " | " + safeguard.protects() + " | "
                + first.map(caught -> caught.seed() + " | `" + caught.invariant() + "`")
                        .orElse("none | none")
                + " | " + counted + " |";
    }

    /** The line of the table, read back. */
    static Optional<MutantRow> of(Safeguard safeguard, String line) {
        String[] cells = line.split("\\|");
        if (cells.length != 6 || !cells[1].strip().equals(safeguard.title())) {
            return Optional.empty();
        }
        String seed = cells[3].strip();
        Optional<Caught> first = seed.matches("[0-9]+")
                ? Optional.of(new Caught(Long.parseLong(seed), cells[4].strip().replace("`", "")))
                : Optional.empty();
        return Optional.of(new MutantRow(safeguard, first, Integer.parseInt(cells[5].strip())));
    }
}
