package io.hyperpatch.admission;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.RestrictedGroup;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.image.Image;
import io.hyperpatch.image.MinimumAge;
import io.hyperpatch.image.Pin;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides what an event comes to. The pin is what the policy tracks, never what the event says: an event merely prompts a
 * look, and an event about another image ends quietly.
 */
public final class Admission {

    private Admission() {}

    /**
     * All that is asked of AWS.
     *
     * @param now when it was asked
     */
    public record Facts(Tracked tracked, FoundClusters found, Instant now) {
        public Facts {
            Objects.requireNonNull(tracked, "tracked");
            Objects.requireNonNull(found, "found");
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
        if (tracked instanceof Tracked.NotYet notYet) {
            return new Relevance.Quiet(notYet.reason());
        }
        if (tracked instanceof Tracked.Ami ami
                && trigger instanceof Trigger.ImageReleased released
                && !ami.imageId().equals(released.imageId())) {
            return new Relevance.Quiet(
                    released.summary() + "; " + policy.image().track().summary() + " holds " + ami.imageId());
        }
        return first;
    }

    /** The whole decision. */
    public static Decision decide(FleetPolicy policy, Trigger trigger, Facts facts) {
        if (consider(policy, trigger, facts.tracked()) instanceof Relevance.Quiet quiet) {
            return new Decision.Quiet(quiet.reason());
        }
        if (facts.tracked() instanceof Tracked.Nothing nothing) {
            return new Decision.Refused(nothing.reason());
        }
        var mistake = mistakeInSelection(policy, trigger, facts.found());
        if (mistake.isPresent()) {
            return new Decision.Refused(mistake.get());
        }
        var clusters = facts.found().clusters().stream()
                .filter(cluster -> isAskedFor(trigger, cluster))
                .map(cluster -> decide(policy, trigger, facts, cluster))
                .toList();
        return new Decision.Admitted(clusters, trigger.summary());
    }

    /** A name that nobody bears is a mistake of the policy or of the request: nothing is begun anywhere. */
    private static Optional<String> mistakeInSelection(FleetPolicy policy, Trigger trigger, FoundClusters found) {
        if (!found.unknown().isEmpty()) {
            return Optional.of("the policy " + policy.name() + " names clusters that do not exist in this account and"
                    + " region: " + String.join(", ", found.unknown()) + "; correct /clusters/names");
        }
        if (found.clusters().isEmpty()) {
            return Optional.of("no cluster carries the tags that the policy " + policy.name() + " selects by: "
                    + selection(policy) + "; correct /clusters/tags, or tag a cluster");
        }
        var strangers = askedFor(trigger).stream()
                .filter(name -> found.clusters().stream()
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

    private static boolean isAskedFor(Trigger trigger, Cluster cluster) {
        var names = askedFor(trigger);
        return names.isEmpty() || names.contains(cluster.name());
    }

    private static ClusterDecision decide(FleetPolicy policy, Trigger trigger, Facts facts, Cluster cluster) {
        var ref = new ClusterRef(cluster.arn(), cluster.name());
        var pin = pin(facts.tracked());
        var pins = new ClusterDecision.Pins(
                eachGroup(cluster, pin), eachGroup(cluster, identity(facts.tracked(), trigger, pin)));
        var reason = "the pin is " + pin + ", from " + policy.image().track().summary() + leftOut(cluster);
        if (pins.images().isEmpty()) {
            return new ClusterDecision.Refused(
                    ref,
                    pins,
                    "cluster " + cluster.name() + " has no instance group whose software can be updated"
                            + leftOut(cluster));
        }
        return image(facts.tracked())
                .map(image -> switch (MinimumAge.decide(image, policy.image().minimumAge(), facts.now())) {
                    case MinimumAge.OldEnough old -> new ClusterDecision.Go(ref, pins, reason);
                    case MinimumAge.TooYoung young ->
                        new ClusterDecision.Deferred(ref, pins, young.until(), young.reason());
                    case MinimumAge.AgeUnknown unknown -> new ClusterDecision.Refused(ref, pins, unknown.reason());
                })
                .orElseGet(() -> new ClusterDecision.Go(ref, pins, reason));
    }

    private static String pin(Tracked tracked) {
        return tracked instanceof Tracked.Ami ami ? ami.imageId() : Pin.DEFAULT;
    }

    private static Optional<Image> image(Tracked tracked) {
        return tracked instanceof Tracked.Ami ami ? ami.image() : Optional.empty();
    }

    /** {@code default} means another image every month, so the day stands for it; the name of a run needs something fixed. */
    private static String identity(Tracked tracked, Trigger trigger, String pin) {
        if (tracked instanceof Tracked.Ami) {
            return pin;
        }
        return switch (trigger) {
            case Trigger.ScheduleDue due -> due.date().toString();
            case Trigger.OperatorAsked asked -> asked.date().toString();
            case Trigger.ImageReleased released -> released.imageId();
            case Trigger.ImageBuilt built -> built.imageArn();
            case Trigger.ParameterChanged changed -> pin;
            case Trigger.AlarmChanged alarm -> pin;
            case Trigger.ClusterSignal signal -> pin;
            case Trigger.ExecutionChanged changed -> pin;
        };
    }

    private static Map<String, String> eachGroup(Cluster cluster, String value) {
        return cluster.groups().stream().collect(Collectors.toMap(InstanceGroup::name, group -> value));
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
