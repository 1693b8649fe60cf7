package io.hyperpatch.report;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.RestrictedGroup;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.proof.Evidence;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.rollout.LeftOut;
import io.hyperpatch.rollout.Unready;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All instance groups that a report names: those for which the run chose an image, and every other one of the cluster.
 *
 * @param cluster the last reading; absent if there is none
 */
record Groups(
        Map<String, Pin> pins,
        List<LeftOut> leftOut,
        List<Intent> intents,
        Map<String, GroupProof> proofs,
        Optional<Cluster> cluster) {
    private static final Set<Verdict> OPEN =
            EnumSet.of(Verdict.UNPROVEN, Verdict.UNKNOWN, Verdict.IN_FLIGHT, Verdict.NOT_YET);
    private static final String UNKNOWN_IMAGE = "an image that the service does not show";

    /** Those of the run, in the order in which the cluster lists its groups. */
    List<GroupReport> ofTheRun() {
        List<GroupReport> groups = new ArrayList<>();
        new TreeMap<>(pins).forEach((name, pin) -> groups.add(group(name, pin)));
        List<String> order = cluster.map(known ->
                        known.groups().stream().map(InstanceGroup::name).toList())
                .orElse(List.of());
        groups.sort(Comparator.comparingInt(
                group -> order.contains(group.name()) ? order.indexOf(group.name()) : order.size()));
        return groups;
    }

    /** All others that the cluster shows, restricted ones included. */
    List<UntouchedGroup> untouched() {
        List<UntouchedGroup> groups = new ArrayList<>();
        cluster.ifPresent(known -> {
            known.groups().stream()
                    .filter(group -> !pins.containsKey(group.name()))
                    .map(this::untouched)
                    .forEach(groups::add);
            known.restrictedGroups().stream()
                    .filter(group -> !pins.containsKey(group.name()))
                    .map(Groups::restricted)
                    .forEach(groups::add);
        });
        return groups;
    }

    private UntouchedGroup untouched(InstanceGroup group) {
        Standing standing = plannedOut(group.name(), Optional.of(group))
                .or(() -> Optional.of(group)
                        .filter(now -> now.currentCount() == 0)
                        .map(Groups::empty))
                .orElseGet(
                        () -> new Standing(
                                GroupStanding.ADDED,
                                "was not there when the images were chosen: nothing was done to it, and the next look finds it"));
        return new UntouchedGroup(
                group.name(),
                group.instanceType(),
                group.currentCount(),
                group.currentImage().text(),
                standing.is(),
                standing.note());
    }

    private static UntouchedGroup restricted(RestrictedGroup group) {
        return new UntouchedGroup(
                group.name(),
                group.instanceType(),
                group.currentCount(),
                Optional.empty(),
                GroupStanding.RESTRICTED,
                "is a restricted instance group: the API cannot patch it, and shows no image of it");
    }

    private record Standing(GroupStanding is, String note) {}

    private GroupReport group(String name, Pin pin) {
        Optional<InstanceGroup> now = cluster.flatMap(known -> known.group(name));
        String type = now.map(InstanceGroup::instanceType).orElse("");
        Standing standing = standing(name, now);
        GroupProof proof = proofs.get(name);
        if (proof != null) {
            return new GroupReport(
                    name,
                    type,
                    proof.nodes(),
                    now.map(InstanceGroup::currentCount).orElseGet(proof::nodes),
                    proof.imageBefore(),
                    pin,
                    now.map(InstanceGroup::currentImage)
                            .flatMap(ShownImage::text)
                            .or(proof::imageNow),
                    now.flatMap(InstanceGroup::softwareUpdateStatus).or(proof::updateStatus),
                    now.filter(group -> Overtaken.moved(proof, group)).isPresent() ? 0 : proof.patched(),
                    proof.skipped(),
                    proof.failed(),
                    proof.broken(),
                    proof.unproven(),
                    standing.is(),
                    standing.note(),
                    Optional.of(proof.evidence()).filter(rung -> rung != Evidence.UNPROVEN));
        }
        int nodes = now.map(InstanceGroup::currentCount).orElse(0);
        Optional<String> shown = now.map(InstanceGroup::currentImage).flatMap(ShownImage::text);
        return new GroupReport(
                name,
                type,
                nodes,
                nodes,
                before(name, shown),
                pin,
                shown,
                now.flatMap(InstanceGroup::softwareUpdateStatus),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                standing.is(),
                standing.note(),
                Optional.empty());
    }

    private Standing standing(String name, Optional<InstanceGroup> now) {
        if (cluster.isPresent() && now.isEmpty()) {
            return new Standing(GroupStanding.GONE, "is no longer there");
        }
        GroupProof proof = proofs.get(name);
        if (proof != null && proof.verdict() == Verdict.EMPTY) {
            return wasEmpty(proof.reason(), now);
        }
        Optional<Standing> out = plannedOut(name, now);
        if (out.isPresent()) {
            return out.get();
        }
        if (proof != null) {
            return proved(proof, now);
        }
        if (intents.stream().anyMatch(intent -> intent.groups().contains(name) && mayHaveBegun(intent))) {
            return new Standing(GroupStanding.UNPROVEN, "it is not proved what became of its update");
        }
        if (now.filter(group -> group.currentCount() == 0).isPresent()) {
            return empty(now.get());
        }
        return new Standing(GroupStanding.NOT_BEGUN, "");
    }

    private static Standing proved(GroupProof proof, Optional<InstanceGroup> now) {
        if (OPEN.contains(proof.verdict())) {
            return new Standing(GroupStanding.UNPROVEN, proof.reason());
        }
        int count = now.map(InstanceGroup::currentCount).orElseGet(proof::nodes);
        String scaled = count == proof.nodes()
                ? ""
                : "had " + Wording.count(proof.nodes(), "node") + " when it was proved, and has " + count + " now"
                        + (count > proof.nodes() ? ": those that came later were not looked at" : "");
        return new Standing(GroupStanding.PROVED, scaled);
    }

    /** The groups that the plan leaves out, for the reason that it gave. */
    private Optional<Standing> plannedOut(String name, Optional<InstanceGroup> now) {
        return leftOut.stream()
                .filter(group -> group.group().equals(name))
                .findFirst()
                .map(out -> switch (out.cause()) {
                    case EMPTY -> wasEmpty(out.reason(), now);
                    case POLICY -> new Standing(GroupStanding.LEFT_OUT, out.reason());
                    case UNREADY -> new Standing(GroupStanding.LEFT_OUT, out.reason() + since(now));
                    case RESTRICTED -> new Standing(GroupStanding.RESTRICTED, out.reason());
                });
    }

    /** A group that others have mended in the meantime is unready no more. */
    private static String since(Optional<InstanceGroup> now) {
        return now.filter(group -> !Unready.is(group))
                .map(group -> "; that was at planning, and it is " + group.status() + " now")
                .orElse("");
    }

    private static Standing empty(InstanceGroup group) {
        return new Standing(
                GroupStanding.EMPTY,
                "has no nodes; new nodes will start from "
                        + group.desiredImage()
                                .text()
                                .or(() -> group.currentImage().text())
                                .orElse(UNKNOWN_IMAGE));
    }

    /** Nodes that came to a group after the plan had found none are nobody's proof. */
    private static Standing wasEmpty(String reason, Optional<InstanceGroup> now) {
        int count = now.map(InstanceGroup::currentCount).orElse(0);
        return new Standing(
                GroupStanding.EMPTY,
                count == 0
                        ? reason
                        : "had no nodes when the run was planned, and has " + count
                                + " now: they were not patched, and run "
                                + now.flatMap(group -> group.currentImage().text())
                                        .orElse(UNKNOWN_IMAGE));
    }

    private static boolean mayHaveBegun(Intent intent) {
        return intent.calledAt().isPresent()
                && intent.resolution()
                        .map(Resolution::as)
                        .filter(as -> as != Resolution.As.ENDED && as != Resolution.As.UNTELLABLE)
                        .isEmpty();
    }

    /**
     * The image that a group had before the run: of one that was planned, only what was recorded then, since what is shown now may be our
     * own doing; of any other, what it still shows.
     */
    private Optional<String> before(String group, Optional<String> shown) {
        Optional<Intent> planned = intents.stream()
                .filter(intent -> intent.before().containsKey(group))
                .findFirst();
        return planned.isPresent()
                ? planned.flatMap(
                        intent -> intent.before().get(group).currentImage().text())
                : shown;
    }
}
