package io.hyperpatch.rehearsal.hostile;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How many seeds ended how.
 *
 * @param outcomes of the rehearsals, each by the event that its scenario is about
 * @param events by outcome: all that came in, also those of the people who asked twice
 * @param struck how often each kind of hazard really struck, in all
 * @param settings how often each unknown of the service was turned another way
 * @param checks how often an invariant was looked at, by its name
 * @param broken the seeds with a broken invariant, in order
 * @param slowest some of the seeds that took longest
 */
public record CampaignResult(
        long runs,
        Map<String, Long> outcomes,
        Map<String, Long> events,
        Map<String, Long> struck,
        Map<String, Long> settings,
        Map<String, Long> checks,
        List<SeedResult> broken,
        List<SeedResult> slowest,
        Duration wallTime) {}
