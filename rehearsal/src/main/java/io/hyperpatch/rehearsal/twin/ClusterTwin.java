package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One simulated cluster: what may be done to it, by the product, by a scenario, and by fate. */
public final class ClusterTwin {

    private final VirtualClock clock;
    private final TwinBehaviour behaviour;
    private final Surroundings surroundings;
    private final Stage stage;
    private final Recovery recovery;
    private final Scaling scaling;
    private final Regrouping regrouping;
    private final Flapping flapping;
    private final CallLog calls;
    private final List<Runnable> atFirstUpdate = new ArrayList<>();
    private boolean updateSeen;

    ClusterTwin(
            VirtualClock clock,
            RandomGenerator random,
            ClusterDocument document,
            TwinBehaviour behaviour,
            Surroundings surroundings,
            CallLog calls) {
        this.clock = clock;
        this.behaviour = behaviour;
        this.surroundings = surroundings;
        this.calls = calls;
        // Drawn apart from one another, so that one more event or node does not change how long things take.
        long nodes = random.nextLong();
        Ids nodeIds = new Ids(new SplittableRandom(nodes));
        Ids eventIds = new Ids(new SplittableRandom(random.nextLong()));
        Cadence cadence = new Cadence(clock, new SplittableRandom(random.nextLong()));
        NodeGenerator generator = new NodeGenerator(nodeIds);
        TwinCluster cluster = new ClusterBuilder(clock, generator, behaviour).build(document);
        HyperPodEvents events = new HyperPodEvents(cluster, clock, eventIds, surroundings.events());
        this.stage = new Stage(cluster, cadence, events, behaviour, surroundings.alarms(), surroundings.harms());
        this.recovery = new Recovery(stage, generator);
        this.scaling = new Scaling(stage, recovery);
        this.regrouping = new Regrouping(stage, recovery);
        this.flapping = new Flapping(behaviour.unknowns().versionStatusFlaps(), new SplittableRandom(~nodes));
        resumeWhatTheDocumentShows();
        recovery.goOn();
        behaviour.nodesBefore().forEach(before -> stage.befell(before.kind(), before.node()));
        behaviour.happenings().forEach(this::schedule);
    }

    TwinCluster cluster() {
        return stage.cluster();
    }

    HyperPodEvents events() {
        return stage.events();
    }

    Flapping flapping() {
        return flapping;
    }

    TwinBehaviour behaviour() {
        return behaviour;
    }

    /**
     * The product's call: its effect is real at once, and shown when it has settled.
     *
     * @return whether an update took effect
     */
    boolean update(JsonNode request, boolean byOthers) {
        try {
            UpdateRequest read = UpdateRequest.read(request);
            StartRules.Start start = new StartRules(cluster(), behaviour, surroundings).check(read);
            int number = start.images().isEmpty() ? 0 : cluster().updates().size() + 1;
            calls.accepted(clock.now(), cluster(), request, byOthers, number);
            if (number > 0) {
                begin(new SoftwareUpdate(stage, number, byOthers, read, start));
            } else if (behaviour.unknowns().nothingToDoShown()) {
                settle();
                new EmptyUpdate(stage, read).begin();
            }
            return number > 0;
        } catch (ApiError e) {
            calls.refused(clock.now(), cluster(), request, byOthers, e);
            throw e;
        }
    }

    private void settle() {
        cluster().visibility().settle(stage.cadence().draw(stage.pace().settling()));
        cluster().nodeVisibility().settle(stage.cadence().draw(stage.pace().settling()));
    }

    private void begin(SoftwareUpdate update) {
        settle();
        cluster().add(update);
        calls.inEffect(cluster().name(), (int) cluster().updatesInEffect().count());
        update.begin();
        if (!updateSeen) {
            updateSeen = true;
            atFirstUpdate.forEach(Runnable::run);
            behaviour.happenings().stream()
                    .filter(happening -> happening.when().afterUpdateBegins() != null)
                    .forEach(happening -> clock.after(happening.when().afterUpdateBegins(), () -> happen(happening)));
        }
    }

    /** Has something done when the first software update takes effect; never, if it has already. */
    public void whenFirstUpdateBegins(Runnable what) {
        atFirstUpdate.add(what);
    }

    private void resumeWhatTheDocumentShows() {
        List<TwinGroup> underWay = cluster().groups().stream()
                .filter(group -> !group.restricted())
                .filter(group -> List.of("Pending", "InProgress", "RollbackInProgress")
                        .contains(group.softwareUpdateStatus().orElse("")))
                .toList();
        for (TwinGroup group : underWay) {
            UpdateRequest request = UpdateRequest.underWay(cluster().name(), group.real());
            SequencedMap<TwinGroup, ChosenImage> images = new LinkedHashMap<>();
            images.put(group, group.image().equals(group.desiredImage()) ? group.currentImage() : group.desiredImage());
            SoftwareUpdate update = new SoftwareUpdate(
                    stage, cluster().updates().size() + 1, true, request, new StartRules.Start(images));
            cluster().add(update);
            update.resume();
        }
        calls.inEffect(cluster().name(), underWay.isEmpty() ? 0 : 1);
    }

    private void schedule(Happening happening) {
        if (happening.when().afterStart() != null) {
            clock.after(happening.when().afterStart(), () -> happen(happening));
        }
    }

    /** What is aimed at a node that has left meanwhile befalls nobody. */
    private void happen(Happening happening) {
        switch (happening) {
            case Happening.NodeReplaced replaced -> ifThere(happening, replaced.node(), this::replaceNode);
            case Happening.NodeFails fails ->
                ifThere(happening, fails.node(), node -> failNode(node, Optional.ofNullable(fails.recovers())));
            case Happening.ScalingBegins begins -> {
                if (!removed(begins.group())) {
                    beginScaling(begins.group(), begins.targetCount(), Optional.ofNullable(begins.takes()));
                    stage.befell(begins.kind(), begins.group());
                }
            }
            case Happening.ScalingEnds ends -> {
                if (!removed(ends.group())) {
                    endScaling(ends.group());
                }
            }
            case Happening.UpdateByOthers others -> {
                // A fleet plays one scenario: what names another cluster is for that one.
                if (cluster().is(others.request().path("ClusterName").asText()) && somebodyUpdates(others.request())) {
                    stage.befell(others.kind(), cluster().name());
                }
            }
            case Happening.GroupAdded added -> {
                if (cluster().group(added.group()).isEmpty() && !removed(added.like())) {
                    regrouping.add(added.group(), group(added.like()), added.targetCount());
                    stage.befell(added.kind(), added.group());
                }
            }
            case Happening.GroupRemoved removed -> {
                if (!removed(removed.group()) && regrouping.remove(group(removed.group()))) {
                    stage.befell(removed.kind(), removed.group());
                }
            }
            case Happening.VolumeAttaches attaches ->
                ifThere(
                        happening,
                        attaches.node(),
                        node -> recovery.attach(cluster().node(node), attaches.takes()));
            case Happening.Stall stall ->
                stage.cadence()
                        .stall(
                                stall.length(),
                                () -> stage.befell(stall.kind(), cluster().name()));
        }
    }

    /** Somebody has removed the group: what is aimed at it befalls nobody. */
    private boolean removed(String group) {
        return cluster().group(group).isEmpty()
                && cluster().removedGroups().stream()
                        .anyMatch(each -> each.name().equals(group));
    }

    private void ifThere(Happening happening, String node, Consumer<String> what) {
        if (cluster().nodes().anyMatch(each -> cluster().isNode(each, node))) {
            stage.befell(happening.kind(), node);
            what.accept(node);
        }
    }

    /** Auto-recovery takes a node away, and launches a new instance on the group's desired image. */
    public void replaceNode(String node) {
        recovery.replace(cluster().node(node));
    }

    /** @param recovers if empty, as the cluster's NodeRecovery says */
    public void failNode(String node, Optional<Boolean> recovers) {
        recovery.fail(cluster().node(node), recovers.orElse(cluster().recoversNodes()));
    }

    /** @param takes if empty, until {@link #endScaling} */
    public void beginScaling(String group, int targetCount, Optional<Duration> takes) {
        scaling.begin(group(group), targetCount, takes);
    }

    public void endScaling(String group) {
        scaling.end(group(group));
    }

    /**
     * Somebody else calls UpdateClusterSoftware; if it is refused, the truth says so, and nothing else happens.
     *
     * @return whether an update took effect
     */
    public boolean somebodyUpdates(JsonNode request) {
        RequestShape.check("UpdateClusterSoftware", RequestShapes.UPDATE_CLUSTER_SOFTWARE, request);
        try {
            return update(request, true);
        } catch (ApiError refused) {
            // Their answer, not ours; the call log has it.
            return false;
        }
    }

    /** No update of this cluster makes progress for so long. */
    public void stall(Duration length) {
        stage.cadence().stall(length, () -> {});
    }

    private TwinGroup group(String name) {
        return cluster()
                .group(name)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no group of cluster "
                        + cluster().name() + "; its groups are "
                        + cluster().groups().stream().map(TwinGroup::name).toList()));
    }
}
