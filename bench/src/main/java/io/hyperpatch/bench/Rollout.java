package io.hyperpatch.bench;

import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.nio.charset.StandardCharsets;

/**
 * One update of a whole cluster, of a certain length.
 *
 * @param fewer how many times fewer transitions than the poll loop are wanted of what follows the update
 * @param fewerOfTheRun the same of the whole run, to which the turn of its cluster and all before and after the update belong
 */
record Rollout(String name, String cluster, int nodes, String batch, String pause, double fewer, double fewerOfTheRun) {

    static final Rollout AN_HOUR = new Rollout("1 hour", "eks-67", 67, "50%", "PT10M", 3, 2.5);
    static final Rollout SIXTY_FOUR_HOURS = new Rollout("64 hours", "eks-67", 67, "1", "PT35M", 10, 10);
    static final Rollout A_FORTNIGHT = new Rollout("14 days", "eks-14-days", 238, "1", "PT1H", 20, 20);

    Setting setting(boolean eventsArrive) {
        return setting("""
                name: bench
                description: one update of every group at once
                cluster: %s
                policy:
                  rollout: { canary: [], batch: %s, wait: %s }
                %s
                triggers:
                  - event: ec2-ami-state-change
                    expect: Verified
                """.formatted(
                        cluster,
                        batch,
                        pause,
                        eventsArrive ? "" : "delivery: [{ kind: lost, at: { source: aws.sagemaker } }]"));
    }

    static Setting setting(String yaml) {
        var scenario = new ScenarioReader().read("bench.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        return new Preparation(Given.of(scenario)).setting();
    }
}
