package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.twin.ClusterEvent.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The root volume replacement of one node, from its cordon to Running, or to whatever it ends in. */
final class NodeReplacement {

    /** How it ended for the course of the group. */
    enum Outcome {
        UPDATED,
        SKIPPED,
        /** In Failure or gone: the group's update goes on without it. */
        LOST,
        LIFECYCLE_SCRIPT_FAILED,
        NO_CAPACITY
    }

    private static final double VOLUME_SHARE = 0.7;

    private final Stage stage;
    private final TwinGroup group;
    private final TwinNode node;
    private final ChosenImage image;
    private final boolean draining;

    /** @param draining whether its pods are evicted first, under their PodDisruptionBudgets */
    NodeReplacement(Stage stage, TwinGroup group, TwinNode node, ChosenImage image, boolean draining) {
        this.stage = stage;
        this.group = group;
        this.node = node;
        this.image = image;
        this.draining = draining;
    }

    void start(Consumer<Outcome> done) {
        if (draining && stage.meets(Mishap.PDB_SKIPS, node)) {
            stage.cadence().after(stage.pace().eviction(), () -> skip(done));
            return;
        }
        if (draining) {
            tell(Level.Info, PatchingTexts.evicted(group, node));
        }
        if (stage.meets(Mishap.CAPACITY_ERRORS, node)) {
            stage.cadence().after(stage.pace().lifecycleAttempt(), () -> noCapacity(1, done));
            return;
        }
        node.becomes(TwinNode.SYSTEM_UPDATING);
        tell(Level.Info, PatchingTexts.volumeReplacementStarted(group, node));
        Duration total = stage.cadence().draw(stage.pace().nodeReplacement());
        Duration volume = Duration.ofMillis((long) (total.toMillis() * VOLUME_SHARE));
        stage.cadence().after(volume, () -> volumeReplaced(total.minus(volume), done));
    }

    private void skip(Consumer<Outcome> done) {
        stage.struck(Mishap.PDB_SKIPS, node);
        tell(Level.Warn, PatchingTexts.skipped(group, node));
        done.accept(Outcome.SKIPPED);
    }

    private void noCapacity(int attempt, Consumer<Outcome> done) {
        if (attempt == 1) {
            stage.struck(Mishap.CAPACITY_ERRORS, node);
        }
        tell(Level.Error, PatchingTexts.volumeReplacementFailed(group, node), PatchingTexts.noCapacity(group));
        if (attempt < stage.pace().attempts()) {
            stage.cadence().after(stage.pace().lifecycleAttempt(), () -> noCapacity(attempt + 1, done));
        } else {
            tell(Level.Info, PatchingTexts.schedulable(group, node));
            done.accept(Outcome.NO_CAPACITY);
        }
    }

    private void volumeReplaced(Duration rest, Consumer<Outcome> done) {
        if (node.gone()) {
            done.accept(Outcome.LOST);
            return;
        }
        node.runs(image, stage.unknowns().secondaryVolumesSurvive());
        if (node.broken()) {
            done.accept(Outcome.LOST);
            return;
        }
        node.becomes(TwinNode.PENDING);
        if (scriptFails()) {
            stage.cadence().after(stage.pace().lifecycleAttempt(), () -> lifecycleScriptFailed(1, done));
        } else {
            stage.cadence().after(rest, () -> end(done));
        }
    }

    private boolean scriptFails() {
        return stage.meets(Mishap.LIFECYCLE_SCRIPT_FAILS, node)
                || stage.behaviour().images().failing().contains(image.id());
    }

    /** One fault gives two Error events. */
    private void lifecycleScriptFailed(int attempt, Consumer<Outcome> done) {
        if (node.gone()) {
            done.accept(Outcome.LOST);
            return;
        }
        if (attempt == 1) {
            stage.struck(Mishap.LIFECYCLE_SCRIPT_FAILS, node);
        }
        String failure = PatchingTexts.lifecycleScriptFailed(node);
        tell(Level.Error, failure, failure);
        tell(Level.Error, PatchingTexts.instanceUpdateFailed(group, node), failure);
        if (attempt < stage.pace().attempts()) {
            stage.cadence().after(stage.pace().lifecycleAttempt(), () -> lifecycleScriptFailed(attempt + 1, done));
        } else {
            node.becomes(TwinNode.FAILURE, failure);
            done.accept(Outcome.LIFECYCLE_SCRIPT_FAILED);
        }
    }

    private void end(Consumer<Outcome> done) {
        if (node.gone() || node.broken()) {
            done.accept(Outcome.LOST);
        } else if (stage.meets(Mishap.NODE_FAILURES, node)) {
            stage.struck(Mishap.NODE_FAILURES, node);
            node.fails(PatchingTexts.HEALTH_CHECK_FAILED);
            tell(Level.Error, PatchingTexts.instanceUpdateFailed(group, node), PatchingTexts.HEALTH_CHECK_FAILED);
            stage.events().nodeUnhealthy(node, PatchingTexts.HEALTH_CHECK_FAILED);
            done.accept(Outcome.LOST);
        } else {
            node.updated(stage.cadence().now());
            tell(Level.Info, PatchingTexts.updated(group, node));
            if (draining) {
                tell(Level.Info, PatchingTexts.schedulable(group, node));
            }
            done.accept(Outcome.UPDATED);
        }
    }

    private void tell(Level level, String text) {
        stage.events().aboutNode(level, group, node, text);
    }

    private void tell(Level level, String text, String failure) {
        stage.events().aboutNode(level, group, node, text, Optional.of(failure));
    }
}
