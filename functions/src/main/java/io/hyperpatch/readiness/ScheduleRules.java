package io.hyperpatch.readiness;

import io.hyperpatch.cluster.InstanceGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Will the service patch a target group on its own?
 *
 * <p>Any native schedule of a target group refuses the run, wherever it fires: to work beside one comes later. The reason
 * tells when it fires next, and whether that lies within the run.
 */
final class ScheduleRules {
    static final String NO_SCHEDULE = "no-native-schedule";
    static final String NO_AUTO_PATCHING = "no-auto-patching";

    /** A prediction errs, and a scheduled update takes a while to show. */
    static final Duration MARGIN = Duration.ofHours(1);

    private ScheduleRules() {}

    static List<Obstacle> noSchedule(Situation situation) {
        return situation.targetGroups().stream()
                .filter(group -> group.scheduledUpdate().isPresent())
                .map(group -> Obstacle.ofGroup(
                        NO_SCHEDULE,
                        group.name(),
                        "group " + group.name() + " has a native schedule, "
                                + group.scheduledUpdate().orElseThrow() + ", which "
                                + next(group.scheduledUpdate().orElseThrow(), situation)
                                + "; to patch beside a native schedule comes later",
                        "remove the group's ScheduledUpdateConfig with UpdateCluster, " + orLeaveOut(group)))
                .toList();
    }

    static List<Obstacle> noAutoPatching(Situation situation) {
        return situation.targetGroups().stream()
                .filter(group -> group.autoPatchStrategy().isPresent()
                        || group.nextPatchDate().isPresent())
                .map(group -> Obstacle.ofGroup(
                        NO_AUTO_PATCHING,
                        group.name(),
                        "group " + group.name() + " is patched by the service itself (AutoPatchConfig"
                                + group.autoPatchStrategy()
                                        .map(strategy -> ", " + strategy)
                                        .orElse("")
                                + "), " + nextPatch(group, situation)
                                + "; to patch beside auto-patching comes later",
                        "remove the group's AutoPatchConfig with UpdateCluster, " + orLeaveOut(group)))
                .toList();
    }

    /** Reports say that the service changes no schedule once it is set. */
    private static String orLeaveOut(InstanceGroup group) {
        return "or leave the group to the service: name it in the policy's rollout.leaveOut, as [" + group.name() + "]";
    }

    private static String nextPatch(InstanceGroup group, Situation situation) {
        Optional<Instant> next = group.nextPatchDate();
        return next.map(time -> "next at " + time + ", " + within(time, situation))
                .orElse("with no date set yet");
    }

    private static String next(String expression, Situation situation) {
        return switch (ScheduleExpression.next(expression, situation.now())) {
            case NextFire.At at -> "fires next at " + at.time() + ", " + within(at.time(), situation);
            case NextFire.Never never -> "never fires again";
            case NextFire.NotUnderstood not -> "this product cannot read, so that nothing tells when it fires";
        };
    }

    private static String within(Instant time, Situation situation) {
        Instant end = situation.now().plus(situation.predicted()).plus(MARGIN);
        return time.isAfter(end)
                ? "after the predicted end of this run"
                : "inside the predicted time of this run (until " + end + ")";
    }
}
