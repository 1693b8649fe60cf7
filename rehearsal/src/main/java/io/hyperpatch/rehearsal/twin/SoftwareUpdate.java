package io.hyperpatch.rehearsal.twin;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One accepted UpdateClusterSoftware call that changes something, over all its groups. */
final class SoftwareUpdate {

    private final Stage stage;
    private final int number;
    private final boolean byOthers;
    private final UpdateRequest request;
    private final Instant started;
    private final List<GroupRollout> rollouts;
    private final String statusBefore;
    private int next;
    private boolean goingBack;

    SoftwareUpdate(Stage stage, int number, boolean byOthers, UpdateRequest request, StartRules.Start start) {
        this.stage = stage;
        this.number = number;
        this.byOthers = byOthers;
        this.request = request;
        this.started = stage.cadence().now();
        this.statusBefore = stage.cluster().status();
        this.rollouts = start.images().entrySet().stream()
                .map(each -> new GroupRollout(stage, each.getKey(), request, each.getValue(), this))
                .toList();
    }

    int number() {
        return number;
    }

    boolean byOthers() {
        return byOthers;
    }

    Instant started() {
        return started;
    }

    List<String> alarms() {
        return request.alarms();
    }

    List<GroupRollout> rollouts() {
        return rollouts;
    }

    boolean inEffect() {
        return rollouts.stream().anyMatch(GroupRollout::inEffect);
    }

    Optional<Instant> ended() {
        return inEffect()
                ? Optional.empty()
                : rollouts.stream()
                        .flatMap(rollout -> rollout.endedAt().stream())
                        .max(Instant::compareTo);
    }

    void begin() {
        rollouts.forEach(GroupRollout::accept);
        clusterBecomes(statusDuring());
        if (stage.unknowns().groupsOfOneCall() == Unknowns.GroupsOfOneCall.PARALLEL) {
            next = rollouts.size();
            rollouts.forEach(GroupRollout::start);
        } else {
            startNext();
        }
    }

    void resume() {
        next = rollouts.size();
        rollouts.forEach(GroupRollout::resume);
    }

    private void startNext() {
        rollouts.get(next++).start();
    }

    /** One group has begun to go back. */
    void goesBack(GroupRollout first) {
        Optional.ofNullable(stage.unknowns().clusterStatusDuringRollback()).ifPresent(this::clusterBecomes);
        if (goingBack) {
            return;
        }
        goingBack = true;
        if (stage.unknowns().finishedGroupsRolledBack()) {
            rollouts.stream().limit(next).filter(other -> other != first).forEach(GroupRollout::rollBack);
        }
    }

    void ended(GroupRollout rollout) {
        boolean well = rollout.ending().equals(Optional.of(GroupRollout.Ending.Succeeded));
        if (next < rollouts.size()) {
            if (well && !goingBack) {
                startNext();
            } else {
                rollouts.get(next++).neverStarts();
            }
        } else if (!inEffect()) {
            clusterBecomes(statusAfter());
        }
    }

    private String statusAfter() {
        boolean stuck = rollouts.stream()
                .flatMap(rollout -> rollout.group().nodes().stream())
                .anyMatch(node -> node.status().equals(TwinNode.FAILED_MAINTENANCE));
        return stuck && goingBack
                ? Objects.requireNonNullElse(stage.unknowns().clusterStatusAfterFailedRollback(), statusBefore)
                : statusBefore;
    }

    private String statusDuring() {
        return stage.cluster().continuous()
                ? stage.unknowns().clusterStatusDuringContinuousUpdate()
                : stage.unknowns().clusterStatusDuringUpdate();
    }

    private void clusterBecomes(String status) {
        stage.cluster().becomes(status);
        stage.events().stateChanged();
    }
}
