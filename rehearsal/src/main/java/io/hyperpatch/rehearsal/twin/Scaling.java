package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.twin.ClusterEvent.Level;
import java.time.Duration;
import java.util.Optional;

/** A group is scaled: ActiveOperations shows it; ClusterStatus stays as it is. */
final class Scaling {

    private final Stage stage;
    private final Recovery recovery;

    Scaling(Stage stage, Recovery recovery) {
        this.stage = stage;
        this.recovery = recovery;
    }

    void begin(TwinGroup group, int targetCount, Optional<Duration> takes) {
        if (targetCount < 0) {
            throw new IllegalArgumentException("targetCount is " + targetCount + ": at least 0 is needed");
        }
        group.scales(targetCount);
        stage.events().aboutGroup(Level.Info, group, PatchingTexts.scalingStarted(stage.cluster(), group));
        takes.ifPresent(duration -> stage.cadence().after(duration, () -> end(group)));
    }

    void end(TwinGroup group) {
        if (stage.cluster().group(group.name()).isEmpty()) {
            // Somebody has removed it meanwhile.
            return;
        }
        int target = group.real().path("TargetCount").asInt(group.nodes().size());
        group.shrinkTo(target);
        while (group.nodes().size() < target) {
            TwinNode node = recovery.launch(group);
            group.add(node);
            node.up();
        }
        group.scaled();
        group.countNodes();
        stage.events().aboutGroup(Level.Info, group, PatchingTexts.scalingCompleted(stage.cluster(), group));
    }
}
