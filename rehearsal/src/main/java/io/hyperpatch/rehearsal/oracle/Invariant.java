package io.hyperpatch.rehearsal.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * How one thing that must always be true has turned out.
 *
 * @param checks how often it was looked at; never 0
 * @param broken what is wrong, one sentence each; empty if it held
 */
public record Invariant(String name, int checks, List<String> broken) {

    public Invariant {
        broken = List.copyOf(broken);
        if (checks < 1) {
            throw new IllegalArgumentException(name + " was never looked at");
        }
    }

    public boolean held() {
        return broken.isEmpty();
    }

    /** Counts what is looked at, and collects what is wrong. */
    static final class Count {
        private final String name;
        private int checks;
        private final List<String> broken = new ArrayList<>();

        Count(String name) {
            this.name = name;
        }

        Count that(boolean holds, String otherwise) {
            checks++;
            if (!holds) {
                broken.add(otherwise);
            }
            return this;
        }

        /** Where there was nothing to look at, that itself was looked at. */
        Invariant told() {
            return new Invariant(name, Math.max(1, checks), broken);
        }
    }
}
