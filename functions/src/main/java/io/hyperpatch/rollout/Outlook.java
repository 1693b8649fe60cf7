package io.hyperpatch.rollout;

import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.platform.Capability;
import io.hyperpatch.platform.Control;
import io.hyperpatch.policy.RolloutWarnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people are told before anything begins: each step, how long it may take, and what can be undone,
 * until when and how.
 *
 * @param plan one line a step; before them what people should know first, after them what else the run
 *     relies on
 * @param leftOut the groups that the run does not touch, each with its reason
 */
public record Outlook(List<String> plan, String undo, List<LeftOut> leftOut) {
    /** The outlook of a run that has no plan. */
    public static final Outlook NONE = new Outlook(List.of(), "", List.of());

    public Outlook {
        plan = List.copyOf(plan);
        leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
    }

    public static Outlook of(
            List<Step> steps, Cluster cluster, DeploymentConfig deployment, List<LeftOut> leftOut, List<String> notes) {
        List<String> plan = new ArrayList<>();
        if (cluster.platform().can(Capability.BATCHES) && deployment.batch().isEmpty()) {
            plan.add("warning: " + RolloutWarnings.allAtOnce(cluster.platform().title()));
        }
        plan.addAll(notes);
        for (Step step : steps) {
            plan.add("step " + step.index() + " (" + step.phase().word() + "): " + groups(step, cluster) + " to "
                    + step.pin().text() + ", " + pace(cluster, deployment) + "; about "
                    + inWords(Prediction.ofStep(step, cluster, deployment).update()));
        }
        return new Outlook(plan, undo(steps, cluster, deployment), leftOut);
    }

    /** The outlook of a run that has nothing to do. */
    public static Outlook ofNoStep(List<LeftOut> leftOut) {
        return new Outlook(List.of(), "", leftOut);
    }

    /** The same with more lines at the end of the plan. */
    public Outlook with(List<String> lines) {
        List<String> longer = new ArrayList<>(plan);
        longer.addAll(lines);
        return new Outlook(longer, undo, leftOut);
    }

    private static String groups(Step step, Cluster cluster) {
        return step.groups().stream()
                .map(name -> name + " ("
                        + nodes(cluster.group(name)
                                .map(InstanceGroup::currentCount)
                                .orElse(0))
                        + ")")
                .collect(Collectors.joining(", "));
    }

    private static String nodes(int count) {
        return count == 1 ? "1 node" : count + " nodes";
    }

    private static String pace(Cluster cluster, DeploymentConfig deployment) {
        if (cluster.platform().control() == Control.GROUP) {
            return "the whole group at once";
        }
        String wait = deployment
                .waitSeconds()
                .filter(seconds -> seconds > 0)
                .map(seconds -> ", " + inWords(Duration.ofSeconds(seconds)) + " between batches")
                .orElse("");
        return deployment.batch().map(Outlook::size).orElse("all nodes at once") + wait;
    }

    private static String size(BatchSize batch) {
        return batch.type().equals(BatchSize.CAPACITY_PERCENTAGE)
                ? batch.value() + " % at a time"
                : batch.value() + " at a time";
    }

    private static String undo(List<Step> steps, Cluster cluster, DeploymentConfig deployment) {
        String inFlight = cluster.platform().can(Capability.ALARMS)
                ? inFlight(deployment)
                : cluster.platform().inFlight();
        return inFlight + afterwards(steps, cluster);
    }

    /**
     * Only what was recorded can be asked for again: an id, or a version. The text {@code default} brings
     * back no image.
     */
    private static String afterwards(List<Step> steps, Cluster cluster) {
        List<String> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Step step : steps) {
            for (String name : step.groups()) {
                cluster.group(name)
                        .flatMap(group -> group.currentImage().text())
                        .ifPresentOrElse(image -> known.add(name + " ran " + image), () -> unknown.add(name));
            }
        }
        String back = known.isEmpty()
                ? ""
                : " Afterwards, as long as the previous image exists, updating a group to it brings it back: "
                        + String.join(", ", known) + ".";
        return unknown.isEmpty()
                ? back
                : back + " The previous image of " + String.join(", ", unknown)
                        + " is not known, as the service does not show it: nothing brings it back afterwards.";
    }

    private static String inFlight(DeploymentConfig deployment) {
        return deployment.waitSeconds().orElse(0) == 0
                ? "While an update runs, nothing stops it: the policy has no wait interval, and the service has no call to"
                        + " cancel."
                : deployment.alarms().isEmpty()
                        ? "While an update runs, nothing stops it by itself: the policy names no alarm."
                        : "While an update runs, the service itself rolls back if "
                                + String.join(" or ", deployment.alarms()) + " goes off in a wait interval.";
    }

    static String inWords(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes < 120
                ? minutes + " min"
                : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
