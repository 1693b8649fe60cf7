package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.twin.ClusterEvent.Level;
import java.util.List;

/** An accepted call that finds nothing to do, where the service shows it all the same: no node is touched, and it succeeds. */
final class EmptyUpdate {
    private final Stage stage;
    private final UpdateRequest request;

    EmptyUpdate(Stage stage, UpdateRequest request) {
        this.stage = stage;
        this.request = request;
    }

    void begin() {
        groups().forEach(group -> {
            group.softwareUpdate("InProgress");
            request.deploymentConfig()
                    .filter(config -> !stage.cluster().slurm())
                    .ifPresent(group::showsConfig);
        });
        stage.cadence().after(stage.pace().pending(), () -> groups().forEach(this::end));
    }

    /** A real update that began meanwhile shows itself. */
    private void end(TwinGroup group) {
        if (group.rollout().isPresent()) {
            return;
        }
        if (!stage.unknowns().activeConfigStays()) {
            group.hidesConfig();
        }
        group.softwareUpdate("Succeeded");
        stage.events().aboutGroup(Level.Info, group, PatchingTexts.completed(stage.cluster(), group));
    }

    private List<TwinGroup> groups() {
        return stage.cluster().groups().stream()
                .filter(group -> !group.restricted())
                .filter(group -> request.groups()
                        .map(names -> names.contains(group.name()))
                        .orElse(true))
                .toList();
    }
}
