package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five thousand nodes, and a service that answers two calls a second: more than one function can read. */
class ManyNodesTest {
    private static final int NODES = 5000;
    private static final long SEED = 1;

    private static RehearsalResult rehearse(String mishaps, String outcome) {
        String yaml = """
                name: many-nodes
                description: five thousand nodes in two batches, two calls a second
                clusterChanges: { InstanceGroups: { gpu: { CurrentCount: %1$d, TargetCount: %1$d, TargetStateCount: %1$d, MinCount: 1 } } }
                policy: { rollout: { canary: [], batch: "50%%", wait: null, alarms: [] } }
                twin: { %2$s pace: { nodeReplacement: { min: PT25M } }, unknowns: { callsPerSecond: 2, finishedGroupsRolledBack: true } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: %3$s
                """.formatted(NODES - 3, mishaps, outcome);
        var scenario = new ScenarioReader().read("many-nodes.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        try (Rehearsal rehearsal = new Rehearsal(new Preparation(Given.of(scenario)).setting(), SEED)) {
            return rehearsal.run(Watcher.NOBODY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', Verified, 300",
        "'mishaps: { lifecycleScriptFails: [gpu/4000] },', RolledBack, 8000",
    })
    void areProvedAtTwoCallsASecond(String mishaps, String outcome, long mostCalls) {
        RehearsalResult result = rehearse(mishaps, outcome);
        Map<String, Long> calls = result.figures().apiCalls();
        long reads = calls.entrySet().stream()
                .filter(call -> call.getKey().startsWith("sagemaker:"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        System.out.printf(
                "%d nodes at 2 calls a second: %s after %.1f hours, %d calls of SageMaker, %d of them of single nodes%n",
                NODES,
                result.outcome(),
                result.figures().virtualTime().toMinutes() / 60.0,
                reads,
                calls.getOrDefault("sagemaker:DescribeClusterNode", 0L));

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.allInvariantsHeld()).isTrue();
        assertThat(reads).isLessThan(mostCalls);
        assertThat(result.figures().virtualTime()).isLessThan(Duration.ofHours(12));
    }
}
