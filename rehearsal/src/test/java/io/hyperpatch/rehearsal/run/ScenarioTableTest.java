package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.oracle.Invariant;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.scenario.Cast;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAlarm;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.twin.Happening;
import io.hyperpatch.rehearsal.twin.Mishaps;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each scenario must end with: this table decides, not the scenario's own file. */
class ScenarioTableTest {

    private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

    static {
        ends(
                "Verified",
                "canary-node-out-of-order-before",
                "success",
                "canary-then-rest",
                "slurm",
                "throttled-all-along",
                "auto-recovery-mid-run",
                "all-events-lost",
                "fourteen-day-rollout",
                "start-answer-lost-it-began",
                "start-answer-lost-it-had-not-begun",
                "answer-lost-and-shown-after-fifty-minutes",
                "shown-while-the-next-call-is-planned",
                "start-killed-before-the-call",
                "start-killed-after-the-call",
                "settling-longer-than-ours",
                "watch-stopped",
                "starts-throttled",
                "node-pages-torn-at-planning",
                "node-pages-torn-for-good",
                "scaling-between-two-steps");
        ends("Verified", "mails-taken-without-an-answer");
        ends(
                "Unknown",
                "planned-anew-before-the-call",
                "watch-stopped-again-and-again",
                "answer-lacks-a-member-for-good");
        ends("RolledBack", "rolled-back-under-a-rate-limit");
        ends(
                "Verified",
                "canary-is-optional",
                "capacity-cannot-be-had",
                "group-failed-left-out",
                "slurm-order-of-all-groups");
        ends("Refused", "canary-of-no-group", "canary-without-nodes", "group-failed-refuses", "slurm-without-an-order");
        TABLE.put("status-that-nobody-knows", List.of("Refused", "Verified"));
        ends(
                "Refused",
                "paused-before-the-start",
                "alarms-late",
                "late-start-takes-no-other-intent",
                "theirs-just-before-ours");
        ends(
                "Interrupted",
                "paused-between-two-steps",
                "canary-passed-over",
                "canary-wholly-out-of-order-before",
                "slurm-emptied-before-its-turn");
        TABLE.put("paused-and-gone-on-with-the-next-day", List.of("Interrupted", "Verified"));
        TABLE.put("growing-between-two-steps-for-hours", List.of("Interrupted", "Verified"));
        ends("Verified", "emptied-between-two-steps", "slurm-emptied-in-the-middle");
        ends(
                "RolledBack",
                "passed-over-beside-a-rollback",
                "images-not-shown-and-rolled-back",
                "images-not-shown-rolled-back");
        ends("Updated", "images-shown-as-default", "default-shown-as-text", "slurm-images-not-shown");
        ends("Verified", "restricted-group", "nodes-for-an-empty-group-mid-run");
        TABLE.put("golden-image-taken-back", List.of("Verified", "Verified", "Verified"));
        TABLE.put(
                "a-year-of-releases",
                IntStream.rangeClosed(1, 41)
                        .mapToObj(event -> event == 31 ? "Verified" : "Deferred")
                        .toList());
        TABLE.put("store-out-at-the-start", List.of("Unknown", "Verified"));
        TABLE.put("store-out-and-nobody-asks-again", List.of("Unknown"));
        TABLE.put("broken-node-unlisted-at-planning", List.of("Verified"));
        TABLE.put("image-superseded-before-its-turn", List.of("Superseded", "Duplicate"));
        TABLE.put("asked-again-while-at-work", List.of("Verified", "Duplicate"));
        TABLE.put("asked-again-while-the-lease-is-parked", List.of("Unknown", "Refused"));
        TABLE.put("newer-image-waits-for-a-parked-lease", List.of("Unknown", "Refused"));
        ends(
                "Verified",
                "slurm-default-image",
                "slurm-order-of-the-policy",
                "slurm-answer-lost-it-began",
                "slurm-answer-lost-it-had-not-begun",
                "slurm-killed-after-the-call",
                "slurm-answer-lost-and-shown-after-fifty-minutes",
                "slurm-all-events-lost",
                "slurm-alarms-refused",
                "slurm-alarms-hidden",
                "slurm-alarms-shown");
        ends("RolledBack", "slurm-lifecycle-script-fails", "slurm-answer-lost-it-began-and-fails");
        ends(
                "Refused",
                "slurm-their-update-running",
                "slurm-policy-with-batches-and-alarms",
                "image-refused-custom-on-slurm");
        ends(
                "Unknown",
                "slurm-default-image-killed-after-the-call",
                "slurm-theirs-after-a-lost-call",
                "theirs-after-a-lost-call",
                "stopped-in-flight",
                "stopped-and-nobody-hears");
        TABLE.put("announced-twice-at-once", List.of("Verified", "Duplicate"));
        TABLE.put("announced-and-replaced-at-once", List.of("Verified", "Duplicate", "Quiet"));
        TABLE.put("announced-twice-a-day-later", List.of("Verified", "Duplicate"));
        ends("VerifiedWithSkips", "pdb-skips", "node-pages-torn-around-a-skipped-node");
        ends(
                "RolledBack",
                "alarm-in-a-wait-interval",
                "lifecycle-script-fails",
                "fast-rollback-while-the-answer-was-lost");
        ends("Mixed", "rollback-fails", "node-failed-at-the-end");
        ends("Refused", "another-installations-update-running");
        ends("Refused", "their-update-running", "scaling", "native-schedule", "execution-role-cannot-see-alarms");
        ends("Verified", "execution-role-cannot-be-checked");
        ends(
                "Refused",
                "image-refused-well-formed",
                "image-refused-exists",
                "image-refused-available",
                "image-refused-not-deprecated",
                "image-refused-root-device",
                "image-refused-virtualization",
                "image-refused-architecture",
                "image-refused-owner-allowed",
                "image-refused-own-account",
                "image-refused-primary-snapshot-only",
                "image-refused-not-encrypted");
        ends("Deferred", "image-too-young", "latest-too-young");
        ends("Verified", "latest-by-name-family", "images-by-architecture", "name-pattern-for-both-architectures");
        ends("Verified", "latest-by-release-version");
        ends("Updated", "latest-where-nothing-is-shown");
        TABLE.put("latest-by-default", List.of("Updated", "Duplicate"));
        ends("Refused", "latest-of-unknowable-age", "no-image-for-arm");
        TABLE.put("status-changes-for-good", List.of("Observed", "Observed"));
        TABLE.put(
                "status-that-flaps",
                Stream.concat(
                                Stream.of("Refused"),
                                Stream.generate(() -> "Duplicate").limit(8))
                        .toList());
        ends(
                "AlreadyCurrent",
                "already-current",
                "default-that-changes-nothing",
                "default-that-changes-nothing-and-succeeds");
        ends("Quiet", "another-image");
        ends("Observed", "observe-mode");
    }

    private static void ends(String outcome, String... scenarios) {
        Arrays.stream(scenarios).forEach(scenario -> TABLE.put(scenario, List.of(outcome)));
    }

    static Stream<Arguments> table() {
        return TABLE.entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "{0} ends {1}")
    @MethodSource("table")
    void endsAsTheTableSays(String scenario, List<String> outcomes) {
        RehearsalResult result = play(scenario);

        assertThat(result.triggers()).extracting(TriggerEnd::outcome).isEqualTo(outcomes);
        assertThat(result.surprises())
                .as("differences from the scenario's own file")
                .isEmpty();
        assertThat(result.invariants())
                .allSatisfy(invariant ->
                        assertThat(invariant.broken()).as(invariant.name()).isEmpty())
                .extracting(Invariant::checks)
                .allMatch(checks -> checks > 0);
        assertThat(struck(result)).as("kinds of faults that struck").isEqualTo(declared(result));
    }

    @Test
    void everyScenarioThatShipsStandsInTheTable() {
        assertThat(BundledScenarios.names()).containsExactlyInAnyOrderElementsOf(TABLE.keySet());
    }

    /** A rehearsal whose faults never struck has shown nothing. */
    private static List<String> struck(RehearsalResult result) {
        return result.faultsStruck().keySet().stream().sorted().toList();
    }

    private static List<String> declared(RehearsalResult result) {
        Cast cast = result.setting().cast();
        return Stream.of(
                        cast.faults().stream().map(Fault::kind),
                        cast.delivery().stream().map(DeliveryFault::kind),
                        cast.executions().stream().map(ExecutionFault::kind),
                        cast.twin().happenings().stream().map(Happening::kind),
                        mishaps(cast.twin().mishaps()),
                        cast.twin().images().failing().stream().map(image -> "lifecycleScriptFails"),
                        cast.alarms().stream().flatMap(ScenarioTableTest::raised))
                .flatMap(Function.identity())
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> mishaps(Mishaps mishaps) {
        Map<String, Set<String>> nodes = Map.of(
                "pdbSkips", mishaps.pdbSkips(),
                "lifecycleScriptFails", mishaps.lifecycleScriptFails(),
                "capacityErrors", mishaps.capacityErrors(),
                "nodeFailures", mishaps.nodeFailures(),
                "rollbackFailures", mishaps.rollbackFailures());
        return nodes.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey);
    }

    private static Stream<String> raised(StagedAlarm alarm) {
        return alarm.changes().stream()
                .filter(change -> change.state().equals("ALARM"))
                .map(change -> "alarm");
    }

    static RehearsalResult play(String name) {
        Given given = Given.of(BundledScenarios.find(name).orElseThrow());
        try (Rehearsal rehearsal = new Rehearsal(new Preparation(given).setting(), 1)) {
            return rehearsal.run(Watcher.NOBODY);
        }
    }
}
