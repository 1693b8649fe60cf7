package io.hyperpatch.rehearsal.hostile;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Draws from a seed: numbers, times, one of several. */
final class Draw {
    private final SplittableRandom random;

    Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From one to the other, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    double fraction(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> T of(T first, T... others) {
        int index = random.nextInt(others.length + 1);
        return index == 0 ? first : others[index - 1];
    }

    /** Short times as often as long ones: seconds, minutes and hours matter each in its own way. */
    Duration time(Duration least, Duration most) {
        double low = Math.log(Math.max(1, least.toMillis()));
        double high = Math.log(Math.max(1, most.toMillis()));
        return Duration.ofSeconds(Math.round(Math.exp(fraction(low, high)) / 1000));
    }
}
