package io.hyperpatch.infra;

import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.ImageTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which events matter to a policy. Coarser than admission, never finer: an event that would start a run must pass.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">operators</a>
 */
final class Patterns {
    /** EventBridge takes 2,048 characters; the rest of a pattern needs some. */
    private static final int LONGEST_LIST = 1600;

    private static final String CLUSTER = "{cluster}";

    private Patterns() {}

    /** Empty: no AMI of the account is what the policy tracks. */
    static Optional<Map<String, Object>> availableAmi(FleetPolicy policy) {
        List<ImageTrack> parts = policy.image().track().parts();
        Map<String, Object> available = Map.of("State", List.of("available"));
        if (parts.stream().anyMatch(Patterns::isLookedUp)) {
            // What they hold is looked up: it may be this image.
            return Optional.of(available);
        }
        List<String> fixed = parts.stream()
                .flatMap(part -> part instanceof ImageTrack.FixedAmi ami ? Stream.of(ami.imageId()) : Stream.empty())
                .distinct()
                .toList();
        return fixed.isEmpty()
                ? Optional.empty()
                : Optional.of(new TreeMap<>(Map.of("State", List.of("available"), "ImageId", fixed)));
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

    /** The ARN of every build of a tracked image begins like one of these; none: the policy tracks no Image Builder image. */
    static List<String> builtImages(FleetPolicy policy) {
        return policy.image().track().parts().stream()
                .flatMap(part ->
                        part instanceof ImageTrack.ImageBuilderImage image ? Stream.of(image.arn()) : Stream.empty())
                .map(Patterns::beginOfBuilds)
                .distinct()
                .toList();
    }

    private static String beginOfBuilds(String arn) {
        int any = arn.indexOf('x', arn.lastIndexOf('/') + 1);
        return any < 0 ? arn + "/" : arn.substring(0, any);
    }

    /** Empty: the policy tracks no parameter, or public ones, which send no events. */
    static Optional<Map<String, Object>> trackedParameter(FleetPolicy policy) {
        List<String> names = policy.image().track().parts().stream()
                .flatMap(part -> part instanceof ImageTrack.SsmParameter parameter && !parameter.isPublic()
                        ? Stream.of(parameter.name())
                        : Stream.empty())
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TreeMap<>(Map.of(
                "name",
                names,
                "operation",
                List.of("Create", "Update"),
                // An image that EC2 does not know was refused, and the parameter holds what it held.
                "exception",
                List.of(Map.of("exists", false)))));
    }

    /** Empty: the policy names no alarm. */
    static Optional<Map<String, Object>> alarms(FleetPolicy policy) {
        List<Object> names = alarmNames(policy);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new TreeMap<>(Map.of("alarmName", names, "state", Map.of("value", List.of("ALARM")))));
    }

    private static List<Object> alarmNames(FleetPolicy policy) {
        List<Object> exact = new ArrayList<>();
        if (policy.clusters() instanceof ClusterSelection.ByName named) {
            named.names().forEach(name -> exact.addAll(policy.rollout().alarmsOf(name)));
            List<Object> distinct = exact.stream().distinct().toList();
            if (fits(distinct)) {
                return distinct;
            }
        }
        return policy.rollout().alarms().stream().map(Patterns::anyCluster).toList();
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

    /** Empty: any cluster, since only the tags tell which, or since they are too many for a pattern. */
    static Optional<List<Object>> clusterNames(FleetPolicy policy) {
        return policy.clusters() instanceof ClusterSelection.ByName named
                ? Optional.<List<Object>>of(List.copyOf(named.names())).filter(Patterns::fits)
                : Optional.empty();
    }

    private static boolean fits(List<Object> names) {
        return names.stream().mapToInt(name -> name.toString().length() + 3).sum() <= LONGEST_LIST;
    }
}
