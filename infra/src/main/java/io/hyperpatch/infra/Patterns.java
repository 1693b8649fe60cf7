package io.hyperpatch.infra;

import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.ImageTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which events matter to a policy. Coarser than admission, never finer: an event that would start a run must pass.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">operators</a>
 */
final class Patterns {
    /** EventBridge takes 2,048 characters; the rest of a pattern needs some. */
    private static final int LONGEST_LIST = 1600;

    private Patterns() {}

    /** Empty: no AMI of the account is what the policy tracks. */
    static Optional<Map<String, Object>> availableAmi(FleetPolicy policy) {
        Map<String, Object> available = Map.of("State", List.of("available"));
        return switch (policy.image().track()) {
            case ImageTrack.HyperPodLatest latest -> Optional.empty();
            case ImageTrack.FixedAmi fixed ->
                Optional.of(new TreeMap<>(Map.of("State", List.of("available"), "ImageId", List.of(fixed.imageId()))));
            // A public one holds an image of AWS; what the others hold is looked up, and may be this image.
            case ImageTrack.SsmParameter parameter -> parameter.isPublic() ? Optional.empty() : Optional.of(available);
            case ImageTrack.ImageBuilderImage image -> Optional.of(available);
            case ImageTrack.AmiSearch search -> Optional.of(available);
        };
    }

    /** The ARN of every build of the tracked image begins so. */
    static Optional<String> builtImage(FleetPolicy policy) {
        if (!(policy.image().track() instanceof ImageTrack.ImageBuilderImage image)) {
            return Optional.empty();
        }
        int version = image.arn().lastIndexOf('/') + 1;
        int any = image.arn().indexOf('x', version);
        return Optional.of(any < 0 ? image.arn() + "/" : image.arn().substring(0, any));
    }

    /** Empty: the policy tracks no parameter, or a public one, of whose changes this account gets no event. */
    static Optional<Map<String, Object>> trackedParameter(FleetPolicy policy) {
        if (!(policy.image().track() instanceof ImageTrack.SsmParameter parameter) || parameter.isPublic()) {
            return Optional.empty();
        }
        return Optional.of(new TreeMap<>(Map.of(
                "name", List.of(parameter.name()),
                "operation", List.of("Create", "Update"),
                // An image that EC2 does not know was refused, and the parameter holds what it held.
                "exception", List.of(Map.of("exists", false)))));
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

    private static Object anyCluster(String alarm) {
        String literal = alarm.replace("\\", "\\\\").replace("*", "\\*");
        return alarm.contains("{cluster}") ? Map.of("wildcard", literal.replace("{cluster}", "*")) : alarm;
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
