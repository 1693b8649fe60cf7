package io.hyperpatch.infra.localstack;

import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.setting.Setting;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which ways a case took through the workflows.
 *
 * @param byWorkflow the trail of each execution; of patch-fleet in no certain order, since events overtake one another
 */
record Trails(Map<String, List<List<String>>> byWorkflow) {

    /** @param workflows those that are compared */
    static Trails onLocalStack(Installed installed, Staged staged, List<String> workflows) {
        Map<String, List<List<String>>> trails = new TreeMap<>();
        for (String workflow : workflows) {
            List<String> arns = workflow.equals(Machines.PATCH_FLEET)
                    ? Stream.concat(installed.fleets(staged).stream(), installed.alarmed(staged).stream())
                            .toList()
                    : installed.of(workflow, staged);
            Stream<List<String>> ways =
                    arns.stream().map(installed.executions::visited).map(Trail::of);
            trails.put(workflow, inOrder(workflow, ways));
        }
        return new Trails(trails);
    }

    /** The same case on the engine of the rehearsals. */
    static Trails inRehearsal(Setting setting, List<String> workflows) {
        try (Rehearsal rehearsal = new Rehearsal(setting, 1)) {
            RehearsalResult result = rehearsal.run(Watcher.NOBODY);
            Map<String, List<List<String>>> trails = new TreeMap<>();
            for (String workflow : workflows) {
                Stream<List<String>> ways = result.evidence().executions().stream()
                        .filter(execution -> execution.machine().equals(workflow))
                        .map(Trails::visited)
                        .map(Trail::of);
                trails.put(workflow, inOrder(workflow, ways));
            }
            return new Trails(trails);
        }
    }

    private static List<String> visited(ExecutionView execution) {
        return execution.history().stream()
                .filter(event -> event.type().endsWith("StateEntered"))
                .map(event -> event.details().path("name").asText())
                .toList();
    }

    private static List<List<String>> inOrder(String workflow, Stream<List<String>> trails) {
        return (workflow.equals(Machines.PATCH_FLEET) ? trails.sorted(Comparator.comparing(List::toString)) : trails)
                .toList();
    }
}
