package io.hyperpatch.rehearsal.hostile;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Gives each seed its scenario by weighted rendezvous hashing: each scenario bids for the seed, and the highest bid wins. So a scenario
 * that is added takes its share of seeds from all others, and every other seed stays what it was.
 */
final class ScenarioShares {
    private final Map<String, Double> weights;

    /** @param weights of each scenario, by its name: twice the weight, twice the seeds */
    ScenarioShares(Map<String, Double> weights) {
        this.weights = new LinkedHashMap<>(weights);
    }

    String of(long seed) {
        return weights.keySet().stream()
                .max(Comparator.comparingDouble(name -> bid(seed, name)))
                .orElseThrow();
    }

    private double bid(long seed, String name) {
        long bidder = seed ^ (long) name.hashCode() << Integer.SIZE;
        return weights.get(name) / -Math.log(new SplittableRandom(bidder).nextDouble());
    }
}
