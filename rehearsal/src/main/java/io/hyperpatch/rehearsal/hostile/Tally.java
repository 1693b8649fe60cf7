package io.hyperpatch.rehearsal.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Adds results up as they come and keeps only those to be told of: of a long campaign not everything fits into memory. */
final class Tally {
    private static final int SLOWEST = 5;
    private static final Comparator<SeedResult> BY_WALL_TIME = Comparator.comparing(SeedResult::wallTime);

    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Long> events = new TreeMap<>();
    private final Map<String, Long> struck = new TreeMap<>();
    private final Map<String, Long> settings = new TreeMap<>();
    private final Map<String, Long> checks = new TreeMap<>();
    private final List<SeedResult> broken = new ArrayList<>();
    private final PriorityQueue<SeedResult> slowest = new PriorityQueue<>(BY_WALL_TIME);
    private long runs;

    void add(SeedResult result) {
        runs++;
        outcomes.merge(result.outcomes().getFirst(), 1L, Long::sum);
        result.outcomes().forEach(outcome -> events.merge(outcome, 1L, Long::sum));
        result.struck().forEach((kind, count) -> struck.merge(kind, count, Long::sum));
        result.plan().settings().forEach(setting -> settings.merge(setting, 1L, Long::sum));
        result.invariants().forEach(each -> checks.merge(each.name(), (long) each.checks(), Long::sum));
        if (!result.held()) {
            broken.add(result);
        }
        slowest.add(result);
        if (slowest.size() > SLOWEST) {
            slowest.remove();
        }
    }

    CampaignResult result(Duration wallTime) {
        // Several cores end out of order.
        broken.sort(Comparator.comparingLong(result -> result.plan().seed()));
        return new CampaignResult(
                runs,
                outcomes,
                events,
                struck,
                settings,
                checks,
                List.copyOf(broken),
                slowest.stream().sorted(BY_WALL_TIME.reversed()).toList(),
                wallTime);
    }
}
