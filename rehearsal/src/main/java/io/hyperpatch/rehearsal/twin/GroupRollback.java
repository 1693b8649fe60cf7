package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.twin.ClusterEvent.Level;
import io.hyperpatch.rehearsal.twin.GroupRollout.Ending;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The way back: every node that reached the new image goes to the previous one, in rollback batches. */
final class GroupRollback {

    private static final Set<String> CAN_GO_BACK = Set.of(TwinNode.RUNNING, TwinNode.FAILURE);

    private final Stage stage;
    private final GroupRollout rollout;
    private final UpdateRequest request;
    private final TwinGroup group;
    private final boolean byAlarm;
    private final Set<TwinNode> tried = new HashSet<>();
    private final Set<TwinNode> failed = new HashSet<>();
    private int open;

    /** @param byAlarm whether an alarm began it: only then can one that recovers end it */
    GroupRollback(Stage stage, GroupRollout rollout, UpdateRequest request, boolean byAlarm) {
        this.byAlarm = byAlarm;
        this.stage = stage;
        this.rollout = rollout;
        this.request = request;
        this.group = rollout.group();
    }

    /** Current and desired image swap: that they are equal, or all nodes on desired, proves nothing. */
    void start() {
        group.movesFrom(rollout.image(), rollout.previousImage());
        group.softwareUpdate("RollbackInProgress");
        stage.events().aboutGroup(Level.Error, group, PatchingTexts.rollbackInitiated(stage.cluster(), group));
        rollout.goesBack();
        nextBatch();
    }

    private void nextBatch() {
        List<TwinNode> candidates =
                group.nodes().stream().filter(this::mustGoBack).toList();
        if (candidates.isEmpty()) {
            finish();
            return;
        }
        int size = request.rollbackBatch()
                .or(request::batch)
                .filter(any -> !stage.cluster().slurm())
                .map(capacity -> capacity.nodes(
                        group.nodes().size(), (int) stage.cluster().nodes().count(), stage.unknowns()))
                .orElse(candidates.size());
        List<TwinNode> batch = candidates.subList(0, Math.min(size, candidates.size()));
        open = batch.size();
        batch.forEach(this::rollBack);
    }

    /** Each once: where an earlier update of the group had passed nodes over, the image to go back to may be the one that they have now. */
    private boolean mustGoBack(TwinNode node) {
        return node.image().equals(rollout.image().id())
                && CAN_GO_BACK.contains(node.status())
                && !node.broken()
                && !tried.contains(node);
    }

    private void rollBack(TwinNode node) {
        tried.add(node);
        node.becomes(TwinNode.SYSTEM_UPDATING);
        stage.cadence().after(stage.cadence().draw(stage.pace().rollbackReplacement()), () -> nodeEnded(node));
    }

    private void nodeEnded(TwinNode node) {
        if (stage.meets(Mishap.ROLLBACK_FAILURES, node)) {
            stage.struck(Mishap.ROLLBACK_FAILURES, node);
            failed.add(node);
            node.becomes(TwinNode.FAILED_MAINTENANCE, PatchingTexts.nodeRollbackFailed(group, node));
            stage.events().aboutNode(Level.Error, group, node, PatchingTexts.nodeRollbackFailed(group, node));
        } else if (!node.gone() && !node.broken()) {
            node.runs(rollout.previousImage(), stage.unknowns().secondaryVolumesSurvive());
            node.updated(stage.cadence().now());
            stage.events().aboutNode(Level.Info, group, node, PatchingTexts.rolledBack(group, node));
        }
        group.countNodes();
        open--;
        if (open == 0) {
            batchEnded();
        }
    }

    private void batchEnded() {
        if (byAlarm
                && stage.unknowns().rollbackStopsWhenAlarmRecovers()
                && !request.alarms().isEmpty()
                && alarmsWell()) {
            rollout.goesOn();
        } else {
            nextBatch();
        }
    }

    private boolean alarmsWell() {
        return request.alarms().stream().map(stage.alarms()).allMatch(AlarmState.OK::equals);
    }

    private void finish() {
        if (failed.isEmpty()) {
            group.settlesOn(rollout.previousImage());
            rollout.end(Ending.RollbackComplete);
        } else {
            stage.events().aboutGroup(Level.Error, group, PatchingTexts.rollbackFailed(stage.cluster(), group));
            rollout.end(Ending.Failed);
        }
    }
}
