package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.time.Duration;

/** A rehearsal in which somebody starts patch-cluster by hand, while the run that was admitted is at work. */
public final class StartedByHand {
    static final String EVIL = "ami-0eeeeeeeeeeeeeee1";

    private StartedByHand() {}

    /** @param run the one that the input names, with images of the starter's own */
    public static RehearsalResult play(String execution, String run, Watcher watcher) {
        Setting setting = new Preparation(Given.NOTHING).setting();
        try (Rehearsal rehearsal = new Rehearsal(setting, 1)) {
            return rehearsal.run(new Watcher() {
                @Override
                public void begins(Account account) {
                    watcher.begins(account);
                    account.clock.after(
                            Duration.ofHours(1),
                            () -> account.engine.startExecution(
                                    Machines.PATCH_CLUSTER, execution, input(setting, run)));
                }
            });
        }
    }

    /** The input of version 1, which carried the whole request. */
    private static ObjectNode input(Setting setting, String run) {
        ObjectNode input = Json.object().put("run", run);
        input.putObject("cluster")
                .put("arn", setting.cluster().path("ClusterArn").asText())
                .put("name", setting.names().cluster());
        input.put("policy", "gpu-fleet").put("mode", "act").put("parent", "by-hand");
        ObjectNode pins = input.putObject("pins");
        setting.cluster()
                .path("InstanceGroups")
                .forEach(group -> pins.put(group.path("InstanceGroupName").asText(), EVIL));
        input.putObject("image").put("allowDeprecated", true).putArray("owners").add("self");
        ObjectNode rollout = input.putObject("rollout");
        rollout.putArray("canary");
        rollout.putObject("deployment").putArray("alarms");
        return input;
    }
}
