package io.hyperpatch.routing;

import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.ImageTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The events that matter to a policy, by the names that the files of rules use. Coarser than admission, never finer: an event that
 * would start a run must pass.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">operators</a>
 */
final class WantedEvents {
    /** EventBridge takes 2,048 characters; the rest of a pattern needs some. */
    private static final int LONGEST_LIST = 1600;

    private static final String CLUSTER = "{cluster}";

    private WantedEvents() {}

    static Map<String, Wanted> of(FleetPolicy policy) {
        return Map.of(
                "trackedImages", trackedImages(policy),
                "trackedBuilds", trackedBuilds(policy),
                "trackedParameters", trackedParameters(policy),
                "alarms", Wanted.of(alarms(policy)),
                "clusterNames", clusterNames(policy));
    }

    /** The AMIs of the account that the policy tracks; any, where it has to be looked up what is tracked. */
    private static Wanted trackedImages(FleetPolicy policy) {
        if (policy.image().track().parts().stream().anyMatch(WantedEvents::isLookedUp)) {
            return new Wanted.Any();
        }
        return Wanted.of(tracked(policy, ImageTrack.FixedAmi.class, ami -> true)
                .map(ImageTrack.FixedAmi::imageId)
                .distinct()
                .toList());
    }

    private static boolean isLookedUp(ImageTrack part) {
        return switch (part) {
            case ImageTrack.HyperPodLatest latest -> false;
            case ImageTrack.FixedAmi fixed -> false;
            // A public one holds an image of AWS, of which no event of this account tells.
            case ImageTrack.SsmParameter parameter -> !parameter.isPublic();
            case ImageTrack.ImageBuilderImage image -> true;
            case ImageTrack.AmiSearch search -> true;
            case ImageTrack.ByArchitecture map ->
                throw new IllegalArgumentException("a map by architecture in another");
        };
    }

    /** The ARN of every build of a tracked image begins like one of these. */
    private static Wanted trackedBuilds(FleetPolicy policy) {
        return Wanted.of(tracked(policy, ImageTrack.ImageBuilderImage.class, image -> true)
                .map(image -> beginOfBuilds(image.arn()))
                .distinct()
                .map(begin -> Map.of("prefix", begin))
                .toList());
    }

    private static String beginOfBuilds(String arn) {
        int any = arn.indexOf('x', arn.lastIndexOf('/') + 1);
        return any < 0 ? arn + "/" : arn.substring(0, any);
    }

    /** The parameters that send events: public ones do not. */
    private static Wanted trackedParameters(FleetPolicy policy) {
        return Wanted.of(tracked(policy, ImageTrack.SsmParameter.class, parameter -> !parameter.isPublic())
                .map(ImageTrack.SsmParameter::name)
                .distinct()
                .toList());
    }

    private static <T extends ImageTrack> Stream<T> tracked(FleetPolicy policy, Class<T> kind, Predicate<T> which) {
        return policy.image().track().parts().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(which);
    }

    private static List<?> alarms(FleetPolicy policy) {
        if (policy.clusters() instanceof ClusterSelection.ByName named) {
            List<String> exact = new ArrayList<>();
            named.names().forEach(name -> exact.addAll(policy.rollout().alarmsOf(name)));
            List<String> distinct = exact.stream().distinct().toList();
            if (fits(distinct)) {
                return distinct;
            }
        }
        return policy.rollout().alarms().stream().map(WantedEvents::anyCluster).toList();
    }

    /**
     * No wildcards: a pattern with several of them is refused as too complex, and a part of the name lets no event too few through.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">operators</a>
     */
    private static Object anyCluster(String alarm) {
        int cluster = alarm.indexOf(CLUSTER);
        if (cluster < 0) {
            return alarm;
        }
        String before = alarm.substring(0, cluster);
        String after = alarm.substring(cluster + CLUSTER.length());
        if (!before.isEmpty()) {
            return Map.of("prefix", before);
        }
        return after.isEmpty() ? Map.of("exists", true) : Map.of("suffix", after);
    }

    /** Any cluster, where only the tags tell which, or where they are too many for a pattern. */
    private static Wanted clusterNames(FleetPolicy policy) {
        return policy.clusters() instanceof ClusterSelection.ByName named && fits(named.names())
                ? new Wanted.These(named.names())
                : new Wanted.Any();
    }

    private static boolean fits(List<String> names) {
        return names.stream().mapToInt(name -> name.length() + 3).sum() <= LONGEST_LIST;
    }
}
