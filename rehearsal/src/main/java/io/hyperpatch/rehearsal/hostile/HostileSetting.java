package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ec2.Image;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.scenario.Cast;
import io.hyperpatch.rehearsal.scenario.Cast.Lateness;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAct;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAlarm;
import io.hyperpatch.rehearsal.setting.Deployment;
import io.hyperpatch.rehearsal.setting.Neighbours;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.DurationRange;
import io.hyperpatch.rehearsal.twin.Happening;
import io.hyperpatch.rehearsal.twin.Mishaps;
import io.hyperpatch.rehearsal.twin.NodeBefore;
import io.hyperpatch.rehearsal.twin.Pace;
import io.hyperpatch.rehearsal.twin.TwinBehaviour;
import io.hyperpatch.rehearsal.twin.Unknowns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A scenario's setting with the hazards of a plan in it. */
final class HostileSetting {
    private final Setting base;
    private final List<Fault> faults;
    private final List<DeliveryFault> delivery;
    private final List<ExecutionFault> executions;
    private final List<Happening> happenings;
    private final List<StagedAlarm> alarms;
    private final List<Lateness> alarmsLate;
    private final List<StagedAct> people;
    private final List<Setting.Incoming> triggers;
    private final List<Image> images;
    private final List<NodeBefore> nodesBefore;
    private final List<Deployment> deployments;
    private Mishaps mishaps;
    private Unknowns unknowns;
    private Pace pace;
    private int neighbours;
    private int alike;

    private HostileSetting(Setting base) {
        this.base = base;
        Cast cast = base.cast();
        this.faults = new ArrayList<>(cast.faults());
        this.delivery = new ArrayList<>(cast.delivery());
        this.executions = new ArrayList<>(cast.executions());
        this.happenings = new ArrayList<>(cast.twin().happenings());
        this.alarms = new ArrayList<>(cast.alarms());
        this.alarmsLate = new ArrayList<>(cast.alarmsLate());
        this.people = new ArrayList<>(cast.people());
        this.triggers = new ArrayList<>(base.triggers());
        this.images = new ArrayList<>(base.images());
        this.nodesBefore = new ArrayList<>(cast.twin().nodesBefore());
        this.deployments = new ArrayList<>(base.deployments());
        this.mishaps = cast.twin().mishaps();
        this.unknowns = cast.twin().unknowns();
        this.pace = cast.twin().pace();
    }

    static Setting of(Setting base, List<Hazard> hazards) {
        HostileSetting hostile = new HostileSetting(base);
        hazards.forEach(hostile::add);
        return hostile.setting();
    }

    private void add(Hazard hazard) {
        switch (hazard) {
            case Hazard.OfCall call -> faults.add(call.fault());
            case Hazard.OfDelivery late -> delivery.add(late.fault());
            case Hazard.OfExecution execution -> executions.add(execution.fault());
            case Hazard.OfCluster cluster -> happenings.add(cluster.happening());
            case Hazard.OfBefore before -> nodesBefore.add(before.node());
            case Hazard.OfNodes nodes -> mishaps = both(mishaps, nodes.mishaps());
            case Hazard.OfAlarm alarm -> add(alarm.alarm());
            case Hazard.OfAlarms late -> alarmsLate.add(late.late());
            case Hazard.OfPeople people -> this.people.add(people.act());
            case Hazard.OfUnknown unknown -> unknowns = switched(unknowns, unknown.name(), unknown.value());
            case Hazard.OfSettling settling -> pace = settling(pace, settling.settling());
            case Hazard.OfSwiftness swift -> pace = swift(pace, swift.longest());
            case Hazard.OfNeighbours many -> neighbours += many.clusters();
            case Hazard.OfAlike many -> alike += many.clusters();
            case Hazard.OfTrigger trigger -> triggers.add(trigger.trigger());
            case Hazard.OfDeployment deploy -> deployments.add(deploy.deployment());
            case Hazard.OfRelease release -> {
                images.add(release.image());
                triggers.add(release.trigger());
            }
        }
    }

    /** Where the scenario stages the alarm already, it fires as well. */
    private void add(StagedAlarm alarm) {
        boolean staged = alarms.stream().anyMatch(known -> known.name().equals(alarm.name()) && known.missing());
        if (!staged) {
            alarms.add(alarm);
        }
    }

    private Setting setting() {
        Cast cast = base.cast();
        Cast hostile = new Cast(
                new TwinBehaviour(pace, cast.twin().images(), nodesBefore, mishaps, happenings, unknowns),
                cast.images(),
                alarms,
                cast.roles(),
                cast.parameters(),
                faults,
                delivery,
                executions,
                alarmsLate,
                people,
                cast.triggers(),
                cast.expect());
        Setting setting = new Setting(
                base.cluster(),
                base.nodes(),
                base.tags(),
                base.policy(),
                base.names(),
                hostile,
                triggers,
                images,
                base.parameters(),
                base.builds(),
                base.start(),
                base.notes(),
                base.neighbours(),
                base.alike(),
                alike > 0 ? deployments.stream().map(HostileSetting::ofFleet).toList() : deployments);
        if (alike > 0) {
            return Neighbours.alike(setting, alike);
        }
        return neighbours == 0 ? setting : Neighbours.of(setting, neighbours);
    }

    /** The policy of a fleet selects by a tag: it cannot name fewer clusters, but it can observe. */
    private static Deployment ofFleet(Deployment deployment) {
        return deployment instanceof Deployment.Narrower narrower
                        && narrower.patch().has("clusters")
                ? new Deployment.Narrower(
                        narrower.after(), JsonNodeFactory.instance.objectNode().put("mode", "observe"))
                : deployment;
    }

    private static Mishaps both(Mishaps one, Mishaps other) {
        return new Mishaps(
                union(one.pdbSkips(), other.pdbSkips()),
                union(one.lifecycleScriptFails(), other.lifecycleScriptFails()),
                union(one.capacityErrors(), other.capacityErrors()),
                union(one.nodeFailures(), other.nodeFailures()),
                union(one.rollbackFailures(), other.rollbackFailures()));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Unknowns switched(Unknowns unknowns, String name, JsonNode value) {
        ObjectNode tree = TwinBehaviour.tree(unknowns);
        tree.set(name, value);
        return TwinBehaviour.unknowns(tree);
    }

    private static Pace settling(Pace pace, Duration longest) {
        return new Pace(
                pace.pending(),
                pace.nodeReplacement(),
                pace.rollbackReplacement(),
                pace.eviction(),
                pace.lifecycleAttempt(),
                pace.attempts(),
                new DurationRange(longest.dividedBy(2), longest),
                pace.alarmPoll(),
                pace.nodeRecovery(),
                pace.instanceLaunch());
    }

    private static Pace swift(Pace pace, Duration longest) {
        DurationRange replacement = new DurationRange(longest.dividedBy(2), longest);
        return new Pace(
                Duration.ofSeconds(1),
                replacement,
                replacement,
                longest,
                longest,
                1,
                pace.settling(),
                pace.alarmPoll(),
                pace.nodeRecovery(),
                pace.instanceLaunch());
    }
}
