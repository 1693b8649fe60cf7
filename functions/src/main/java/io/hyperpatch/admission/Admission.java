package io.hyperpatch.admission;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.RestrictedGroup;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.image.ImageAge;
import io.hyperpatch.image.MinimumAge;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rollout.RolloutRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what an event comes to. The pin is what the policy tracks, never what the event says: an event merely prompts a
 * look, and an event about another image ends quietly.
 */
public final class Admission {

    private Admission() {}

    /**
     * All that is asked of AWS.
     *
     * @param groups the image of each group, by cluster and group, where it depends on the group
     * @param now when it was asked
     */
    public record Facts(
            Tracked tracked, FoundClusters found, Map<ClusterArn, Map<String, GroupImage>> groups, Instant now) {
        public Facts {
            Objects.requireNonNull(tracked, "tracked");
            Objects.requireNonNull(found, "found");
            groups = Map.copyOf(groups);
            Objects.requireNonNull(now, "now");
        }
    }

    /** The first question: whether there is anything to look up. */
    public static Relevance consider(FleetPolicy policy, Trigger trigger) {
        return Relevant.decide(policy.image().track(), trigger);
    }

    /** The second question, once the tracked image is known: whether the event was about it. */
    public static Relevance consider(FleetPolicy policy, Trigger trigger, Tracked tracked) {
        var first = consider(policy, trigger);
        if (first instanceof Relevance.Quiet) {
            return first;
        }
        for (Tracked part : tracked.parts()) {
            if (part instanceof Tracked.NotYet notYet) {
                return new Relevance.Quiet(notYet.reason());
            }
        }
        return trigger instanceof Trigger.ImageReleased released ? aboutIt(policy, released, tracked, first) : first;
    }

    /** A part that holds no image is told of, so an event prompts that too. */
    private static Relevance aboutIt(
            FleetPolicy policy, Trigger.ImageReleased released, Tracked tracked, Relevance otherwise) {
        List<String> held = tracked.parts().stream()
                .flatMap(part ->
                        part instanceof Tracked.Ami ami ? Stream.of(ami.pin().text()) : Stream.empty())
                .toList();
        boolean nothing = tracked.parts().stream().anyMatch(Tracked.Nothing.class::isInstance);
        return nothing || held.contains(released.imageId())
                ? otherwise
                : new Relevance.Quiet(released.summary() + "; "
                        + policy.image().track().summary() + " holds " + String.join(", ", held));
    }

    /** The whole decision. */
    public static Decision decide(FleetPolicy policy, Trigger trigger, Facts facts) {
        if (consider(policy, trigger, facts.tracked()) instanceof Relevance.Quiet quiet) {
            return new Decision.Quiet(quiet.reason());
        }
        for (Tracked part : facts.tracked().parts()) {
            if (part instanceof Tracked.Nothing nothing) {
                return new Decision.Refused(nothing.reason());
            }
        }
        var mistake = mistakeInSelection(policy, trigger, facts.found());
        if (mistake.isPresent()) {
            return new Decision.Refused(mistake.get());
        }
        var clusters = asked(trigger, facts.found().clusters()).stream()
                .map(cluster -> decide(policy, facts, cluster))
                .toList();
        var unreadable = facts.found().unreadable().stream()
                .filter(cluster -> isAskedFor(trigger, cluster.name()))
                .toList();
        return clusters.isEmpty() && !unreadable.isEmpty()
                ? new Decision.Refused("no cluster can be read that is to be patched: " + inWords(unreadable))
                : new Decision.Admitted(clusters, trigger.summary(), unreadable);
    }

    /** A name that nobody bears is a mistake of the policy or of the request: nothing is begun anywhere. */
    private static Optional<String> mistakeInSelection(FleetPolicy policy, Trigger trigger, FoundClusters found) {
        if (!found.unknown().isEmpty()) {
            return Optional.of("the policy " + policy.name() + " names clusters that do not exist in this account and"
                    + " region: " + String.join(", ", found.unknown()) + "; correct /clusters/names");
        }
        if (found.clusters().isEmpty() && found.unreadable().isEmpty()) {
            return Optional.of("no cluster carries the tags that the policy " + policy.name() + " selects by: "
                    + selection(policy) + "; correct /clusters/tags, or tag a cluster");
        }
        var strangers = askedFor(trigger).stream()
                .filter(name -> found.clusters().stream()
                        .noneMatch(cluster -> cluster.name().equals(name)))
                .filter(name -> found.unreadable().stream()
                        .noneMatch(cluster -> cluster.name().equals(name)))
                .toList();
        return strangers.isEmpty()
                ? Optional.empty()
                : Optional.of("the request names clusters that the policy " + policy.name() + " does not select: "
                        + String.join(", ", strangers) + "; ask for some of: "
                        + found.clusters().stream().map(Cluster::name).collect(Collectors.joining(", ")));
    }

    private static String selection(FleetPolicy policy) {
        return switch (policy.clusters()) {
            case ClusterSelection.ByName named -> String.join(", ", named.names());
            case ClusterSelection.ByTags tagged -> new TreeMap<>(tagged.tags()).toString();
        };
    }

    private static List<String> askedFor(Trigger trigger) {
        return trigger instanceof Trigger.OperatorAsked asked ? asked.clusters() : List.of();
    }

    /** Those of the policy's clusters that the event is about. */
    public static List<Cluster> asked(Trigger trigger, List<Cluster> clusters) {
        var names = askedFor(trigger);
        return clusters.stream()
                .filter(cluster -> names.isEmpty() || names.contains(cluster.name()))
                .toList();
    }

    private static boolean isAskedFor(Trigger trigger, String cluster) {
        var names = askedFor(trigger);
        return names.isEmpty() || names.contains(cluster);
    }

    private static String inWords(List<FoundClusters.Unreadable> clusters) {
        return clusters.stream().map(FoundClusters.Unreadable::toString).collect(Collectors.joining("; "));
    }

    private static ClusterDecision decide(FleetPolicy policy, Facts facts, Cluster cluster) {
        var ref = new ClusterRef(cluster.arn(), cluster.name());
        var images = images(policy, facts, cluster);
        var pins = pins(images);
        if (cluster.groups().isEmpty()) {
            return new ClusterDecision.Refused(
                    ref,
                    pins,
                    "cluster " + cluster.name() + " has no instance group whose software can be updated"
                            + leftOut(cluster) + "; take it out of the policy's clusters");
        }
        var judged = judged(policy, images);
        var unfit = judged.values().stream()
                .filter(GroupImage.Unfit.class::isInstance)
                .map(GroupImage::reason)
                .toList();
        if (!unfit.isEmpty()) {
            return new ClusterDecision.Refused(ref, pins, String.join("; ", unfit));
        }
        return byAge(policy, facts.now(), ref, pins, judged)
                .orElseGet(() -> new ClusterDecision.Go(
                        ref, pins, spared(policy, cluster), cluster.groups(), reason(judged) + leftOut(cluster)));
    }

    /** The images of the groups that are touched: any other may lack one, or have one that is too young. */
    private static Map<String, GroupImage> judged(FleetPolicy policy, Map<String, GroupImage> images) {
        Map<String, GroupImage> judged = new TreeMap<>(images);
        judged.keySet().removeAll(policy.rollout().leaveOut());
        return judged;
    }

    private static Map<String, GroupImage> images(FleetPolicy policy, Facts facts, Cluster cluster) {
        Map<String, GroupImage> images = new TreeMap<>(facts.groups().getOrDefault(cluster.arn(), Map.of()));
        if (facts.tracked() instanceof Tracked.Ami ami) {
            var image = GroupImage.of(
                    ami.pin(),
                    ami.image(),
                    "the pin is " + ami.pin().text() + ", from "
                            + policy.image().track().summary());
            cluster.groups().forEach(group -> images.put(group.name(), image));
        }
        return images;
    }

    private static Map<String, Pin> pins(Map<String, GroupImage> images) {
        Map<String, Pin> pins = new TreeMap<>();
        images.forEach((group, image) -> {
            if (image instanceof GroupImage.Pinned pinned) {
                pins.put(group, pinned.pin());
            }
        });
        return pins;
    }

    private static String reason(Map<String, GroupImage> images) {
        return images.values().stream().map(GroupImage::reason).distinct().collect(Collectors.joining("; "));
    }

    /** One run brings all groups to their images, so it waits for the youngest of these; empty: all are old enough. */
    private static Optional<ClusterDecision> byAge(
            FleetPolicy policy, Instant now, ClusterRef ref, Map<String, Pin> pins, Map<String, GroupImage> images) {
        Map<String, List<String>> unknown = new TreeMap<>();
        Map<String, List<String>> young = new TreeMap<>();
        Instant until = now;
        for (Map.Entry<String, GroupImage> group : images.entrySet()) {
            var age = group.getValue() instanceof GroupImage.Pinned pinned ? pinned.age() : Optional.<ImageAge>empty();
            switch (age.map(known -> MinimumAge.decide(known, policy.image().minimumAge(), now))
                    .orElse(new MinimumAge.OldEnough(""))) {
                case MinimumAge.OldEnough old -> {
                    // it keeps nothing from beginning
                }
                case MinimumAge.TooYoung tooYoung -> {
                    young.computeIfAbsent(tooYoung.reason(), first -> new ArrayList<>())
                            .add(group.getKey());
                    until = tooYoung.until().isAfter(until) ? tooYoung.until() : until;
                }
                case MinimumAge.AgeUnknown nobody ->
                    unknown.computeIfAbsent(nobody.reason(), first -> new ArrayList<>())
                            .add(group.getKey());
            }
        }
        if (!unknown.isEmpty()) {
            return Optional.of(new ClusterDecision.Refused(ref, pins, inOne(unknown, images.size())));
        }
        return young.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClusterDecision.Deferred(ref, pins, until, inOne(young, images.size())));
    }

    /** Each reason once, with the groups that it is about, unless it is about all. */
    private static String inOne(Map<String, List<String>> groupsByReason, int groups) {
        return groupsByReason.entrySet().stream()
                .map(reason ->
                        reason.getValue().size() == groups && !reason.getKey().startsWith("it ")
                                ? reason.getKey()
                                : String.join(", ", reason.getValue()) + ": " + reason.getKey())
                .collect(Collectors.joining("; "));
    }

    private static Set<String> spared(FleetPolicy policy, Cluster cluster) {
        RolloutRules rules = RunRequests.rollout(policy, cluster.name());
        return cluster.groups().stream()
                .filter(group -> rules.leavesOut(group) || group.isEmpty())
                .map(InstanceGroup::name)
                .collect(Collectors.toSet());
    }

    private static String leftOut(Cluster cluster) {
        return cluster.restrictedGroups().isEmpty()
                ? ""
                : "; restricted instance groups are left out, as they show no image: "
                        + cluster.restrictedGroups().stream()
                                .map(RestrictedGroup::name)
                                .collect(Collectors.joining(", "));
    }
}
