package io.hyperpatch.rehearsal.hostile;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many seeds ended how.
 *
 * @param outcomes of all events that came in
 * @param struck how often each kind of hazard really struck, in all
 * @param checks how often an invariant was looked at, by its name
 * @param broken the seeds with a broken invariant, in order
 * @param slowest some of the seeds that took longest
 */
public record CampaignResult(
        long runs,
        Map<String, Long> outcomes,
        Map<String, Long> struck,
        Map<String, Long> checks,
        List<SeedResult> broken,
        List<SeedResult> slowest,
        Duration wallTime) {
    private static final int SLOWEST = 5;

    static CampaignResult of(List<SeedResult> results, Duration wallTime) {
        Map<String, Long> outcomes = new TreeMap<>();
        Map<String, Long> struck = new TreeMap<>();
        Map<String, Long> checks = new TreeMap<>();
        for (SeedResult result : results) {
            result.outcomes().forEach(outcome -> outcomes.merge(outcome, 1L, Long::sum));
            result.struck().forEach((kind, count) -> struck.merge(kind, count, Long::sum));
            result.invariants().forEach(each -> checks.merge(each.name(), (long) each.checks(), Long::sum));
        }
        List<SeedResult> slowest = results.stream()
                .sorted(Comparator.comparing(SeedResult::wallTime).reversed())
                .limit(SLOWEST)
                .toList();
        return new CampaignResult(
                results.size(),
                outcomes,
                struck,
                checks,
                results.stream().filter(result -> !result.held()).toList(),
                slowest,
                wallTime);
    }
}
