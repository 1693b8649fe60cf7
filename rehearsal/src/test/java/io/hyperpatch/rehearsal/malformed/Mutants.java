package io.hyperpatch.rehearsal.malformed;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** All mutants of some samples, as jqwik draws them. */
public final class Mutants {

    private Mutants() {}

    public static Arbitrary<Mutant> of(List<Sample> samples) {
        return Combinators.combine(Arbitraries.of(samples), Arbitraries.of(Mutation.class), Arbitraries.longs())
                .as((sample, mutation, seed) -> mutation.of(sample, new Random(seed)));
    }
}
