package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.admission.Latest;
import io.hyperpatch.admission.RunRequests;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.document.Problem;
import io.hyperpatch.platform.Capability;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.Enforcement;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.ImageTrack;
import io.hyperpatch.policy.RolloutWarnings;
import io.hyperpatch.readiness.PolicyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a policy that the documents of its clusters show to have no effect there. */
final class ClusterCheck {
    private final String file;
    private final FleetPolicy policy;
    private final List<Cluster> clusters;

    /** @param file the policy's file, as the reader of the messages knows it */
    ClusterCheck(String file, FleetPolicy policy, List<Cluster> clusters) {
        this.file = file;
        this.policy = policy;
        this.clusters = List.copyOf(clusters);
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Cluster cluster : clusters) {
            if (policy.clusters() instanceof ClusterSelection.ByName named
                    && !named.names().contains(cluster.name())) {
                problems.add(problem(
                        "/clusters/names",
                        "does not name the cluster " + cluster.name(),
                        "add it, or give the document of one of these clusters: " + String.join(", ", named.names())));
            }
            PolicyRules.findings(RunRequests.rollout(policy, cluster.name()), cluster)
                    .forEach(finding -> problems.add(problem(
                            finding.field(),
                            "does not fit the cluster " + cluster.name() + ": " + finding.reason(),
                            finding.remedy())));
            age(cluster).ifPresent(problems::add);
        }
        if (allGiven()) {
            strangers()
                    .forEach(name -> problems.add(problem(
                            Enforcement.CANARY,
                            "names '" + name + "', which has a node on none of these clusters",
                            "name a group with nodes of one of them, or take it out")));
        }
        return problems;
    }

    /**
     * The minimum age of an image that is known only as the newest: a group must show something that leads
     * to one.
     */
    private Optional<Problem> age(Cluster cluster) {
        boolean newest = policy.image().track().parts().stream().allMatch(ImageTrack.HyperPodLatest.class::isInstance);
        if (!newest || !policy.image().minimumAge().isPositive()) {
            return Optional.empty();
        }
        List<String> ageless = cluster.groups().stream()
                .filter(group -> !policy.rollout().leaveOut().contains(group.name()))
                .filter(Latest::hasNoAge)
                .map(InstanceGroup::name)
                .toList();
        return ageless.isEmpty()
                ? Optional.empty()
                : Optional.of(problem(
                        Enforcement.MINIMUM_AGE,
                        "does not fit the cluster " + cluster.name() + ": of " + String.join(", ", ageless)
                                + " neither a release version nor an image is shown, and the service tells neither which"
                                + " image 'default' stands for nor when it was built",
                        "remove it" + otherImage(cluster)));
    }

    /**
     * Where groups do not go from the service's image to a custom one, a group that shows no AMI gets none
     * by its id either.
     */
    private static String otherImage(Cluster cluster) {
        return !cluster.platform().can(Capability.OWN_TO_CUSTOM)
                ? ""
                : ", or track an image whose age is known: one by its id, by a parameter, or by its name";
    }

    /** The consequences that are allowed, and that people should know of. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        boolean noneInBatches = !clusters.isEmpty()
                && clusters.stream().noneMatch(cluster -> cluster.platform().can(Capability.BATCHES));
        if (!noneInBatches) {
            warnings.addAll(RolloutWarnings.of(policy));
        }
        if (!clusters.isEmpty() && !allGiven()) {
            strangers()
                    .forEach(name -> warnings.add("rollout.canary names '" + name
                            + "', which has a node on none of the clusters given here; give all clusters of the policy"
                            + " to be sure"));
        }
        return warnings;
    }

    /** A policy about one cluster is judged name by name already. */
    private boolean allGiven() {
        Set<String> given = clusters.stream().map(Cluster::name).collect(Collectors.toSet());
        return policy.clusters() instanceof ClusterSelection.ByName named
                && named.names().size() > 1
                && given.containsAll(named.names());
    }

    private List<String> strangers() {
        boolean several = !(policy.clusters() instanceof ClusterSelection.ByName named)
                || named.names().size() > 1;
        return policy.rollout().canary().stream()
                .filter(name -> several && clusters.stream().noneMatch(cluster -> inhabited(cluster, name)))
                .toList();
    }

    private static boolean inhabited(Cluster cluster, String name) {
        return cluster.group(name).filter(group -> group.currentCount() > 0).isPresent();
    }

    private Problem problem(String pointer, String message, String remedy) {
        return new Problem(file, pointer, 0, 0, null, message, remedy);
    }
}
