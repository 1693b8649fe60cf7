package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the service turns out to do where nobody knows it: the outcome is the truth, and nothing is done
 * twice.
 */
class UnknownsTest {
    private static final List<String> UNKNOWNS = List.of(
            "pendingShown: false",
            "activeConfigStays: true",
            "activeConfigAppearsAfter: PT20M",
            "activeConfigAppearsAfter: P1D",
            "pendingShown: false, activeConfigAppearsAfter: PT20M",
            "pendingShown: false, activeConfigStays: true",
            "groupsOfOneCall: ONE_AFTER_ANOTHER",
            "groupsOfOneCall: ONE_AFTER_ANOTHER, pendingShown: false",
            "finishedGroupsRolledBack: true",
            "conflictScope: GROUP",
            "nodeListLag: PT10M",
            "nodeListLag: PT40M",
            "clusterStatusDuringUpdate: Updating, groupStatusDuringUpdate: Updating",
            "succeededWithSkippedNodes: false",
            "nodesShowImageCopy: false",
            "lastBatchBaked: true");

    /** What happens on the cluster, and how a run of it must end. */
    private static final Map<String, String> COURSES = new TreeMap<>(Map.of(
            "pace: { pending: PT30S }", "Verified",
            "pace: { pending: PT30M }", "Verified",
            "mishaps: { lifecycleScriptFails: [\"canary/0\"] }", "RolledBack",
            "mishaps: { pdbSkips: [\"canary/0\"] }", "VerifiedWithSkips"));

    static Stream<Arguments> everyCourseUnderEveryUnknown() {
        return UNKNOWNS.stream().flatMap(unknown -> COURSES.entrySet().stream()
                .map(course -> Arguments.of(unknown, course.getKey(), course.getValue())));
    }

    @ParameterizedTest(name = "{0}; {1} ends {2}")
    @MethodSource("everyCourseUnderEveryUnknown")
    void endsInTheTruth(String unknown, String course, String outcome) {
        boolean failsWithSkips = unknown.startsWith("succeededWithSkippedNodes") && outcome.endsWith("Skips");

        RehearsalResult result = play("""
                name: unknown
                description: One of the unknowns turns out another way.
                twin:
                  unknowns: { %s }
                  %s
                triggers:
                  - event: ec2-ami-state-change
                    expect: %s
                """.formatted(unknown, course, failsWithSkips ? "Mixed" : outcome));

        assertThat(result.surprises()).isEmpty();
        assertHeld(result);
    }

    private static final List<String> SLURM_UNKNOWNS = List.of(
            "slurmAlarms: REFUSED",
            "slurmAlarms: ACCEPTED_AND_HIDDEN",
            "slurmAlarms: ACCEPTED_AND_SHOWN",
            "slurmAlarms: ACCEPTED_AND_SHOWN, activeConfigStays: true",
            "slurmAlarms: ACCEPTED_AND_SHOWN, activeConfigAppearsAfter: PT20M",
            "pendingShown: false",
            "conflictScope: GROUP",
            "nodeListLag: PT10M",
            "nodeListLag: PT40M",
            "clusterStatusDuringUpdate: Updating, groupStatusDuringUpdate: Updating",
            "rollbackStopsWhenAlarmRecovers: true",
            "nodesShowImageCopy: false");

    private static final String ANSWER_LOST =
            "{ kind: loseAnswer, moment: after, at: { action: \"sagemaker:UpdateClusterSoftware\", when: { occurrence: 1 } } }";
    private static final String CALL_LOST = ANSWER_LOST.replace("after", "before");

    static Stream<Arguments> everyCourseOnSlurmUnderEveryUnknown() {
        return SLURM_UNKNOWNS.stream().flatMap(unknown -> Stream.of("", ANSWER_LOST, CALL_LOST)
                .flatMap(fault -> Stream.of(
                        Arguments.of(unknown, fault, "pace: { pending: PT30M }", "Verified", 3),
                        Arguments.of(
                                unknown, fault, "mishaps: { lifecycleScriptFails: [\"login/0\"] }", "RolledBack", 1))));
    }

    @ParameterizedTest(name = "{0}; {1}; {2} ends {3}")
    @MethodSource("everyCourseOnSlurmUnderEveryUnknown")
    void endsInTheTruthOnSlurm(String unknown, String fault, String course, String outcome, int updates) {
        RehearsalResult result = play("""
                name: unknown
                description: One of the unknowns turns out another way on Slurm.
                cluster: slurm-20
                faults: [%s]
                twin:
                  unknowns: { %s }
                  %s
                triggers:
                  - event: ec2-ami-state-change
                    expect: %s
                expect:
                  updates: %d
                """.formatted(fault, unknown, course, outcome, updates));

        assertThat(result.surprises()).isEmpty();
        assertHeld(result);
    }

    static Setting setting(String scenario) {
        Given given = Given.of(new ScenarioReader().read("scenario.yaml", scenario.getBytes(StandardCharsets.UTF_8)));
        return new Preparation(given).setting();
    }

    static RehearsalResult play(String scenario) {
        try (Rehearsal rehearsal = new Rehearsal(setting(scenario), 1)) {
            return rehearsal.run(Watcher.NOBODY);
        }
    }

    static void assertHeld(RehearsalResult result) {
        assertThat(result.invariants())
                .allSatisfy(invariant ->
                        assertThat(invariant.broken()).as(invariant.name()).isEmpty());
    }
}
