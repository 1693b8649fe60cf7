package io.hyperpatch.rehearsal.cli;

import java.util.Locale;

/** The faults that {@code rehearse --placement} places. */
enum Placements {
    /** Each fault alone, at every place of the run. */
    SINGLES,
    /** Two faults, both at calls around one start. */
    PAIRS;

    /** As it is written on the command line, and in the page's mark. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mark() {
        return "placement " + this;
    }
}
