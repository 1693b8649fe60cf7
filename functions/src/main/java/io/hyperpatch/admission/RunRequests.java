package io.hyperpatch.admission;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.image.ImageTerms;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.Rollout;
import io.hyperpatch.rollout.CanaryTerms;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Turns the decision about a cluster into what its run is started with. */
public final class RunRequests {
    private final Runs runs;

    public RunRequests(Runs runs) {
        this.runs = Objects.requireNonNull(runs);
    }

    /** The ways on from admission, as the workflow spells them. */
    @EnumNaming(PascalCase.class)
    public enum Course {
        /** The run's execution is started. */
        START,
        /** Another run has this work in hand. */
        DUPLICATE,
        /** The run ends here, and people are notified. */
        REPORT,
        /** The same, after a return is scheduled for the time when the image is old enough. */
        DEFER
    }

    /**
     * One cluster's part of what an event comes to.
     *
     * @param work the request, which is stored unless another run has the work in hand
     */
    public record Request(Course decision, String reason, RunRequest work) {
        /** The end of a run that does not begin. */
        public Optional<RunRequest.End> end() {
            return work.end();
        }
    }

    public Request of(FleetPolicy policy, Trigger trigger, ClusterDecision decision, String parent, Instant now) {
        String fingerprint =
                RunName.fingerprint(policy.name(), decision.cluster().arn(), decision.pins());
        List<Run> earlier = runs.attempts(decision.cluster().arn(), fingerprint);
        return switch (Attempt.decide(earlier, trigger, parent, policy.mode())) {
            case Attempt.Start start -> started(policy, decision, start, earlier, parent, now);
            case Attempt.Duplicate duplicate ->
                new Request(
                        Course.DUPLICATE,
                        duplicate.reason(),
                        work(policy, decision, duplicate.run().attempt(), parent));
            case Attempt.Blocked blocked ->
                report(
                        work(policy, decision, earlier.getLast().name().attempt() + 1, parent),
                        new RunRequest.End(Outcome.REFUSED, blocked.reason(), Optional.empty()));
        };
    }

    private static Request started(
            FleetPolicy policy,
            ClusterDecision decision,
            Attempt.Start start,
            List<Run> earlier,
            String parent,
            Instant now) {
        RunRequest work = work(policy, decision, start.number(), parent);
        return switch (decision) {
            case ClusterDecision.Go go -> new Request(Course.START, go.reason(), work);
            case ClusterDecision.Refused refused ->
                report(work, new RunRequest.End(Outcome.REFUSED, refused.reason(), Optional.empty()));
            case ClusterDecision.Deferred deferred ->
                waiting(earlier, now)
                        .map(run -> new Request(
                                Course.DUPLICATE,
                                "deferred already: " + deferred.reason(),
                                work(policy, decision, run.name().attempt(), parent)))
                        .orElseGet(() -> report(
                                work,
                                new RunRequest.End(
                                        Outcome.DEFERRED, deferred.reason(), Optional.of(deferred.until()))));
        };
    }

    /** The run by which people know already that the image has to grow older. */
    private static Optional<Run> waiting(List<Run> earlier, Instant now) {
        return earlier.isEmpty()
                ? Optional.empty()
                : Optional.of(earlier.getLast())
                        .filter(last -> last.until().filter(now::isBefore).isPresent());
    }

    private static Request report(RunRequest work, RunRequest.End end) {
        Course course = end.outcome() == Outcome.DEFERRED ? Course.DEFER : Course.REPORT;
        return new Request(course, end.reason(), work.ending(end));
    }

    private static RunRequest work(FleetPolicy policy, ClusterDecision decision, int attempt, String parent) {
        ClusterRef cluster = decision.cluster();
        return new RunRequest(
                RunName.of(cluster.name(), cluster.arn(), policy.name(), decision.pins(), attempt),
                cluster,
                policy.name(),
                policy.mode(),
                decision.pins(),
                new ImageTerms(
                        Set.copyOf(policy.image().owners()), policy.image().allowDeprecated()),
                rollout(policy, cluster.name()),
                parent,
                Optional.empty());
    }

    /** The rules of a policy for one of its clusters. */
    public static RolloutRules rollout(FleetPolicy policy, String cluster) {
        Rollout rollout = policy.rollout();
        return new RolloutRules(
                rollout.canary(),
                canaryTerms(policy),
                rollout.order(),
                rollout.leaveOut(),
                rollout.onUnready(),
                policy.limits().brokenNodes(),
                deployment(rollout, cluster));
    }

    private static CanaryTerms canaryTerms(FleetPolicy policy) {
        if (policy.rollout().canaryOptional()) {
            return CanaryTerms.OPTIONAL;
        }
        return policy.clusters() instanceof ClusterSelection.ByName named
                        && named.names().size() == 1
                ? CanaryTerms.EVERY
                : CanaryTerms.ONE;
    }

    private static DeploymentConfig deployment(Rollout rollout, String cluster) {
        return new DeploymentConfig(
                rollout.batch().map(RunRequests::size),
                rollout.rollbackBatch().map(RunRequests::size),
                Optional.of((int) rollout.waitInterval().toSeconds()),
                rollout.alarmsOf(cluster));
    }

    private static BatchSize size(io.hyperpatch.policy.BatchSize size) {
        return switch (size) {
            case io.hyperpatch.policy.BatchSize.Percent percent ->
                new BatchSize(BatchSize.CAPACITY_PERCENTAGE, percent.value());
            case io.hyperpatch.policy.BatchSize.Count count -> new BatchSize(BatchSize.INSTANCE_COUNT, count.value());
        };
    }
}
