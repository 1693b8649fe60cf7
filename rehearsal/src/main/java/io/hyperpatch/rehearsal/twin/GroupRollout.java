package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.twin.ClusterEvent.Level;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The course of one group's update: batch after batch, a wait interval after each, and back if something goes wrong. */
final class GroupRollout {

    /** How it ended, as SoftwareUpdateStatus says. */
    enum Ending {
        Succeeded,
        RollbackComplete,
        Failed
    }

    private final Stage stage;
    private final TwinGroup group;
    private final UpdateRequest request;
    private final ChosenImage image;
    private final ChosenImage previousImage;
    private final SoftwareUpdate update;
    private final Set<TwinNode> skipped = new LinkedHashSet<>();
    private int open;
    private int touched;
    private boolean failing;
    private boolean asked;
    private Instant endedAt;
    private Ending ending;

    /** @param update told at each end: a finished group may be rolled back afterwards, and ends again */
    GroupRollout(Stage stage, TwinGroup group, UpdateRequest request, ChosenImage image, SoftwareUpdate update) {
        this.stage = stage;
        this.group = group;
        this.request = request;
        this.image = image;
        this.previousImage = group.image();
        this.update = update;
    }

    TwinGroup group() {
        return group;
    }

    ChosenImage image() {
        return image;
    }

    ChosenImage previousImage() {
        return previousImage;
    }

    boolean inEffect() {
        return ending == null;
    }

    Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** How many nodes it began to replace, again where a skipped one was tried again. */
    int touched() {
        return touched;
    }

    /** Nodes that a PodDisruptionBudget kept on the previous image. */
    List<TwinNode> skipped() {
        return List.copyOf(skipped);
    }

    /** The call is accepted: the group shows what it is heading for, once reads have settled. */
    void accept() {
        group.accepts(this, image);
        if (stage.unknowns().pendingShown()) {
            group.softwareUpdate("Pending");
        } else {
            group.softwareUpdateAbsent();
        }
        request.deploymentConfig().filter(config -> configShown()).ifPresent(config -> stage.cadence()
                .after(stage.unknowns().activeConfigAppearsAfter(), () -> {
                    if (inEffect()) {
                        group.showsConfig(config);
                    }
                }));
        stage.events().aboutGroup(Level.Info, group, PatchingTexts.scheduled(stage.cluster(), group));
    }

    private boolean configShown() {
        return !stage.cluster().slurm() || stage.unknowns().slurmAlarms() == Unknowns.SlurmAlarms.ACCEPTED_AND_SHOWN;
    }

    void start() {
        stage.cadence().after(stage.pace().pending(), () -> {
            group.softwareUpdate("InProgress");
            group.becomes(stage.unknowns().groupStatusDuringUpdate());
            String strategy = request.rolling() ? "Rolling" : "AllAtOnce";
            stage.events().aboutGroup(Level.Info, group, PatchingTexts.initiated(stage.cluster(), group, strategy));
            nextBatch();
        });
    }

    /** An update that the document already shows under way goes on from where it is. */
    void resume() {
        boolean backwards = group.softwareUpdateStatus().equals(Optional.of("RollbackInProgress"));
        group.resumes(this);
        if (backwards) {
            stage.cadence().after(stage.pace().pending(), () -> new GroupRollback(stage, this, request, false).start());
        } else {
            stage.cadence().after(stage.pace().pending(), () -> {
                group.softwareUpdate("InProgress");
                nextBatch();
            });
        }
    }

    /** Something made the whole call go back; takes effect between two batches, or at once if the group has ended. */
    void rollBack() {
        if (inEffect()) {
            asked = true;
        } else if (ending == Ending.Succeeded) {
            ending = null;
            endedAt = null;
            group.becomes(stage.unknowns().groupStatusDuringUpdate());
            new GroupRollback(stage, this, request, false).start();
        }
    }

    /** The call went back before this group's turn came. */
    void neverStarts() {
        end(Ending.RollbackComplete);
    }

    void nextBatch() {
        if (asked) {
            new GroupRollback(stage, this, request, false).start();
            return;
        }
        List<TwinNode> candidates = candidates();
        if (candidates.isEmpty()) {
            finish();
            return;
        }
        List<TwinNode> batch = batch(candidates);
        stage.events().aboutGroup(Level.Info, group, PatchingTexts.nextBatch(stage.cluster(), group));
        open = batch.size();
        touched += batch.size();
        boolean draining = request.rolling() && !stage.cluster().slurm();
        batch.forEach(node ->
                new NodeReplacement(stage, group, node, image, draining).start(outcome -> nodeEnded(node, outcome)));
    }

    private List<TwinNode> candidates() {
        return group.nodes().stream()
                .filter(node -> node.running() && !node.image().equals(image.id()) && !skipped.contains(node))
                .toList();
    }

    /**
     * Without a rolling policy, and on Slurm always, the group is replaced whole. Of a flexible group a percentage is taken of each
     * instance type: of 10 P5 and 90 G6, 10 % are 1 and 9.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-eks-operate-cli-command-update-cluster-software.html">
     *     Update the platform software of a cluster</a>
     */
    private List<TwinNode> batch(List<TwinNode> candidates) {
        if (stage.cluster().slurm() || request.batch().isEmpty()) {
            return candidates;
        }
        CapacitySize size = request.batch().get();
        if (size.type() == CapacitySize.Type.INSTANCE_COUNT) {
            return candidates.stream().limit(nodes(size, group.nodes().size())).toList();
        }
        List<String> types = group.instanceTypes();
        return types.stream()
                .distinct()
                .flatMap(type -> candidates.stream()
                        .filter(node -> node.instanceType().equals(type))
                        .limit(nodes(size, Collections.frequency(types, type))))
                .toList();
    }

    private int nodes(CapacitySize size, int of) {
        return size.nodes(of, (int) stage.cluster().nodes().count(), stage.unknowns());
    }

    private void nodeEnded(TwinNode node, NodeReplacement.Outcome outcome) {
        switch (outcome) {
            case UPDATED, LOST -> {}
            case SKIPPED -> skipped.add(node);
            case LIFECYCLE_SCRIPT_FAILED, NO_CAPACITY -> failing = true;
        }
        group.countNodes();
        open--;
        if (open == 0) {
            batchEnded();
        }
    }

    private void batchEnded() {
        if (failing) {
            new GroupRollback(stage, this, request, false).start();
            return;
        }
        boolean baked = !stage.cluster().slurm()
                && request.waitInterval().isPositive()
                && (stage.unknowns().lastBatchBaked() || !candidates().isEmpty());
        if (baked) {
            new Bake(stage, group, request.alarms(), request.waitInterval(), this::baked).start();
        } else {
            nextBatch();
        }
    }

    private void baked(boolean well) {
        if (well) {
            nextBatch();
        } else {
            new GroupRollback(stage, this, request, true).start();
        }
    }

    private void finish() {
        boolean success = skipped.isEmpty() || stage.unknowns().succeededWithSkippedNodes();
        group.settlesOn(image);
        String text = success
                ? PatchingTexts.completed(stage.cluster(), group)
                : PatchingTexts.completionFailed(stage.cluster(), group);
        stage.events().aboutGroup(success ? Level.Info : Level.Error, group, text);
        end(success ? Ending.Succeeded : Ending.Failed);
    }

    /** A rollback of this group has begun. */
    void goesBack() {
        update.goesBack(this);
    }

    /** The rollback was given up since its alarm recovered: forward again. */
    void goesOn() {
        failing = false;
        group.movesFrom(previousImage, image);
        group.softwareUpdate("InProgress");
        nextBatch();
    }

    void end(Ending how) {
        ending = how;
        endedAt = stage.cadence().now();
        if (!stage.unknowns().activeConfigStays()) {
            group.hidesConfig();
        }
        group.softwareUpdate(how.name());
        group.becomes(statusAfter(how));
        update.ended(this);
    }

    private String statusAfter(Ending how) {
        boolean broken = group.nodes().stream().anyMatch(node -> node.status().startsWith("Fail"));
        return switch (how) {
            case Succeeded, RollbackComplete -> broken ? "Degraded" : "InService";
            case Failed -> "Failed";
        };
    }
}
