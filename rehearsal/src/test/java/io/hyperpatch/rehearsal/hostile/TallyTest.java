package io.hyperpatch.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.Entries;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.When;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.scenario.Cast.AlarmChange;
import io.hyperpatch.rehearsal.scenario.Cast.Moment;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAlarm;
import io.hyperpatch.rehearsal.twin.Happening;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Duration NEVER = Duration.ofDays(400);

    private final Seeds seeds = new Seeds(new HostilePlans());

    @Test
    void whatWasOnlyPlannedIsNotCountedAsStruck() {
        CampaignResult result = tally(play(
                1,
                "success",
                new Hazard.OfCall(new Fault.Throttle(new Calls(
                        "*", "sagemaker:DescribeCluster", new When(null, null, 1.0, NEVER, NEVER.plusDays(1))))),
                new Hazard.OfCluster(new Happening.NodeFails(Happening.When.afterStart(NEVER), "gpu/1", null)),
                new Hazard.OfCluster(new Happening.Stall(Happening.When.afterUpdateBegins(NEVER), Duration.ofHours(1))),
                alarm(NEVER),
                new Hazard.OfExecution(new ExecutionFault.Stop(
                        new Entries("patch-fleet", "AdmitTrigger", When.nth(1), Duration.ofDays(1)))),
                new Hazard.OfUnknown("activeConfigStays", BooleanNode.TRUE),
                new Hazard.OfSettling(Duration.ofMinutes(1))));

        assertThat(result.outcomes()).isEqualTo(Map.of("Verified", 1L));
        assertThat(result.struck()).isEmpty();
        assertThat(result.settings()).isEqualTo(Map.of("activeConfigStays", 1L, "settling", 1L));
    }

    @Test
    void whatStruckIsCountedByItsKind() {
        CampaignResult result = tally(play(
                1,
                "success",
                new Hazard.OfCluster(
                        new Happening.NodeReplaced(Happening.When.afterStart(Duration.ofMinutes(2)), "gpu/1")),
                alarm(Duration.ofMinutes(5)),
                new Hazard.OfExecution(
                        new ExecutionFault.Stop(new Entries("patch-cluster", "WatchUpdate", When.nth(1), null)))));

        assertThat(result.struck()).isEqualTo(Map.of("alarm", 1L, "nodeReplaced", 1L, "stop", 1L));
        assertThat(result.settings()).isEmpty();
    }

    @Test
    void countsEachRehearsalByItsFirstEventAndAllEventsApart() {
        CampaignResult result = new Campaign(seeds, 2).play(SeedRange.of("1..12"), each -> {});

        assertThat(sum(result.outcomes())).isEqualTo(12);
        assertThat(sum(result.events())).isGreaterThan(12);
    }

    @Test
    void keepsTheBrokenSeedsInOrderAndOnlyAFewOfTheSlowest() {
        SeedResult[] results = Stream.of(9L, 3L, 8L, 1L, 7L, 2L, 6L)
                .map(seed -> play(seed, "no such scenario"))
                .toArray(SeedResult[]::new);

        CampaignResult result = tally(results);

        assertThat(result.broken().stream().map(each -> each.plan().seed()))
                .containsExactly(1L, 2L, 3L, 6L, 7L, 8L, 9L);
        assertThat(result.outcomes()).isEqualTo(Map.of("InternalFault", 7L));
        assertThat(result.slowest()).hasSize(5).isSortedAccordingTo((a, b) -> b.wallTime()
                .compareTo(a.wallTime()));
        Duration least = result.slowest().getLast().wallTime();
        Set<SeedResult> left = Stream.of(results)
                .filter(each -> !result.slowest().contains(each))
                .collect(Collectors.toSet());
        assertThat(left).hasSize(2).allMatch(each -> each.wallTime().compareTo(least) <= 0);
    }

    private static Hazard alarm(Duration after) {
        Moment fires = new Moment(Optional.empty(), Optional.of(after));
        return new Hazard.OfAlarm(
                new StagedAlarm("gpu-xid-train-a", "", "OK", false, List.of(new AlarmChange(fires, "ALARM"))));
    }

    private SeedResult play(long seed, String scenario, Hazard... hazards) {
        return seeds.play(new HostilePlan(seed, scenario, List.of(hazards)), Watcher.NOBODY);
    }

    private static CampaignResult tally(SeedResult... results) {
        Tally tally = new Tally();
        Stream.of(results).forEach(tally::add);
        return tally.result(Duration.ofSeconds(1));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
