package io.hyperpatch.rehearsal.aws;

import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids in the form of a version 4 UUID, from the seed. */
public final class RandomIds {

    private final RandomGenerator random;

    public RandomIds(RandomGenerator random) {
        this.random = Objects.requireNonNull(random, "random");
    }

    public String next() {
        long high = random.nextLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
