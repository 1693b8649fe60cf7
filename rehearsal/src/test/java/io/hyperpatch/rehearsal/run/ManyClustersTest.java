package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.engine.HistoryEvent;
import io.hyperpatch.rehearsal.setting.Neighbours;
import io.hyperpatch.rehearsal.setting.Setting;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One event admits a large fleet: each cluster has its run, and no state of a workflow grows with the
 * fleet.
 */
class ManyClustersTest {
    private static final int LARGEST_STATE = 64 * 1024;

    private static Setting fleet(int clusters, int groups) {
        Setting one = UnknownsTest.setting("""
                name: fleet
                description: a large fleet, most of it up to date
                clusterChanges:
                  InstanceGroups: { gpu: { CurrentCount: 2, TargetCount: 2, TargetStateCount: 2 } }
                policy: { rollout: { canary: [], alarms: [] } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Verified
                """);
        ArrayNode all = (ArrayNode) one.cluster().path("InstanceGroups");
        JsonNode model = all.get(all.size() - 1);
        while (all.size() < groups) {
            ObjectNode copy = model.deepCopy();
            copy.put("InstanceGroupName", "gpu-with-a-rather-long-name-%03d".formatted(all.size()));
            copy.put("CurrentCount", 1).put("TargetCount", 1).put("TargetStateCount", 1);
            all.add(copy);
        }
        while (all.size() > groups) {
            all.remove(0);
        }
        return Neighbours.of(one, clusters - 1);
    }

    private static int size(HistoryEvent event) {
        JsonNode details = event.details();
        return Stream.of("input", "output", "assignedVariables")
                .mapToInt(part -> details.path(part).toString().length())
                .max()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0} clusters of {1} groups")
    @CsvSource({"1000, 1"})
    void areAdmittedByOneEvent(int clusters, int groups) {
        try (Rehearsal rehearsal = new Rehearsal(fleet(clusters, groups), 1)) {
            RehearsalResult result = rehearsal.run(Watcher.NOBODY);

            ExecutionView fleet = result.evidence().executions().stream()
                    .filter(execution -> execution.machine().equals(Machines.PATCH_FLEET))
                    .findFirst()
                    .orElseThrow();
            HistoryEvent largest = result.evidence().executions().stream()
                    .flatMap(execution -> execution.history().stream())
                    .max(Comparator.comparingInt(ManyClustersTest::size))
                    .orElseThrow();
            System.out.printf(
                    "%d clusters of %d groups in one admission: the largest state is %.1f KiB (%s %s),"
                            + " the history of patch-fleet %d events%n",
                    clusters,
                    groups,
                    size(largest) / 1024.0,
                    largest.type(),
                    largest.details().path("name").asText(),
                    fleet.history().size());

            assertThat(fleet.output().orElseThrow().path("outcome").isMissingNode())
                    .as(fleet.output().toString())
                    .isTrue();
            assertThat(result.evidence().reports()).hasSize(clusters);
            assertThat(result.evidence().reports().stream()
                            .filter(report ->
                                    report.detail().path("outcome").asText().equals("AlreadyCurrent")))
                    .hasSize(clusters - 1);
            assertThat(size(largest)).isLessThan(LARGEST_STATE);
            assertThat(fleet.history()).hasSizeLessThan(25_000);
            UnknownsTest.assertHeld(result);
        }
    }
}
