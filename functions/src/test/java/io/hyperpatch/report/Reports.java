package io.hyperpatch.report;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.proof.Evidence;
import io.hyperpatch.proof.NodeNote;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reports as runs really end, one per outcome. */
final class Reports {
    static final ClusterArn ARN = ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456");
    static final RunName RUN = RunName.of("train-a-0123456789ab-1");
    static final String PARENT = "arn:aws:states:us-east-1:123456789012:execution:patch-fleet:6a7e8feb";
    static final String OLD = "ami-0aaaaaaaaaaaaaaaa";
    static final String NEW = "ami-0bbbbbbbbbbbbbbbb";
    static final Instant START = Instant.parse("2026-11-21T02:00:05Z");
    static final Instant END = Instant.parse("2026-11-21T05:47:30Z");

    private static final NodeNote SKIPPED =
            new NodeNote("i-0c000000000000007", "Instance skipped due to PodDisruptionBudget constraint.");
    private static final NodeNote FAILED =
            new NodeNote("i-0c000000000000009", "status Failure: lifecycle script on_create.sh exited with 1");
    private static final String UNDO =
            "A run back to " + OLD + " (your own AMI) is possible as long as that image exists.";

    private Reports() {}

    static RunReport of(Outcome outcome) {
        return switch (outcome) {
            case VERIFIED -> ended(outcome, "every node of every group runs its pin", patched(), UNDO);
            case VERIFIED_WITH_SKIPS ->
                with(
                        outcome,
                        "the service reported success and skipped 1 node",
                        Optional.empty(),
                        List.of(SYSTEM, CANARY, gpu(NEW, "Succeeded", 63, List.of(SKIPPED), List.of())),
                        List.of(EMPTY, RESTRICTED),
                        List.of(),
                        UNDO);
            case UPDATED ->
                ended(
                        outcome,
                        "our alarm was seen on each group's update, which ended as Succeeded, and every node was updated since",
                        List.of(updated()),
                        "Which image the nodes had before is not known, so nothing can be brought back.");
            case INTERRUPTED ->
                ended(
                        outcome,
                        "step 2 was not begun: the kill switch is on: \"power work in the hall\"",
                        List.of(SYSTEM, CANARY, NOT_BEGUN),
                        UNDO);
            case ROLLED_BACK ->
                with(
                        outcome,
                        "gpu: every node is on the image that it had",
                        Optional.empty(),
                        List.of(SYSTEM, CANARY, gpu(OLD, "RollbackComplete", 0, List.of(), List.of())),
                        List.of(),
                        List.of(
                                "The alarm gpu-xid-train-a went into ALARM at 2026-11-21 04:31:00 UTC, while the update was"
                                        + " under way: Threshold Crossed: 1 datapoint [2.0 (21/11/26 04:30:00)] was greater"
                                        + " than the threshold (0.0).",
                                "The service, at 2026-11-21 04:32:10 UTC, of gpu: UpdateClusterSoftware failed for IG gpu."
                                        + " Initiating rollback."),
                        "The groups system and canary keep " + NEW + "; a run back to " + OLD + " undoes them.");
            case ABORTED ->
                ended(
                        outcome,
                        "ana asked for it: \"wrong image\"",
                        List.of(SYSTEM, CANARY, gpu(OLD, "RollbackComplete", 0, List.of(), List.of())),
                        UNDO);
            case MIXED ->
                ended(
                        outcome,
                        "the rollback failed: Some instances may be in FailedMaintenance state.",
                        List.of(SYSTEM, CANARY, gpu(NEW, "Failed", 40, List.of(SKIPPED), List.of(FAILED))),
                        "Nothing can be undone by Hyperpatch before the failed nodes are replaced.");
            case SUPERSEDED ->
                with(
                        outcome,
                        "another image is wanted since 2026-11-21T02:30:00Z: ami-0cccccccccccccccc; nothing was begun",
                        Optional.empty(),
                        untouched(),
                        "");
            case REFUSED -> refused();
            case DEFERRED ->
                with(
                        outcome,
                        "the image is 4 hours old; the policy's minimumAge is P3D",
                        Optional.of(Instant.parse("2026-11-23T22:00:00Z")),
                        untouched(),
                        "");
            case ALREADY_CURRENT ->
                with(outcome, "each node runs its pin, and nothing is in flight", Optional.empty(), current(), "");
            case DUPLICATE ->
                with(outcome, "run train-a-0123456789ab-2 holds the lease", Optional.empty(), List.of(), "");
            case UNKNOWN -> unknown();
            case OBSERVED -> observed();
            case QUIET -> throw new IllegalArgumentException("a quiet end has no report");
        };
    }

    static final GroupReport SYSTEM = group("system", "ml.m5.xlarge", 1, NEW, "Succeeded", 1);
    static final GroupReport CANARY = group("canary", "ml.p5.48xlarge", 2, NEW, "Succeeded", 2);

    /** The service's last word on it is about an update of months ago. */
    private static final GroupReport NOT_BEGUN = new GroupReport(
            "gpu",
            "ml.p5.48xlarge",
            64,
            64,
            Optional.of(OLD),
            Pin.of(NEW),
            Optional.of(OLD),
            Optional.of("Succeeded"),
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            GroupStanding.NOT_BEGUN,
            "",
            Optional.empty());

    private static final UntouchedGroup RESTRICTED = new UntouchedGroup(
            "nova",
            "ml.p5.48xlarge",
            40,
            Optional.empty(),
            GroupStanding.RESTRICTED,
            "is a restricted instance group: the API cannot patch it, and shows no image of it");

    private static final UntouchedGroup EMPTY = new UntouchedGroup(
            "spare",
            "ml.p5.48xlarge",
            0,
            Optional.of(OLD),
            GroupStanding.EMPTY,
            "has no nodes; new nodes will start from " + OLD);

    static StalledReport stalled() {
        return new StalledReport(
                RUN,
                "gpu-fleet",
                "train-a",
                ARN,
                Duration.ofHours(3),
                START,
                Instant.parse("2026-11-22T02:00:05Z"),
                List.of(SYSTEM, CANARY, gpu(OLD, "InProgress", 12, List.of(), List.of())),
                Optional.of("Updating"));
    }

    /** What reconcile tells of a run that had ended Unknown. */
    static RunReport resolved() {
        RunReport report = of(Outcome.VERIFIED);
        return new RunReport(
                RUN,
                report.policy(),
                report.clusterName(),
                ARN,
                report.outcome(),
                report.reason(),
                Optional.empty(),
                START,
                END,
                report.groups(),
                report.untouched(),
                report.clusterStatus(),
                report.causes(),
                report.plan(),
                report.undo(),
                Optional.empty(),
                "The lease of train-a is free again: other runs may begin.",
                List.of(),
                Optional.of(Outcome.UNKNOWN));
    }

    static FleetNotice refusedEvent(String reason) {
        return FleetNotice.of(PARENT, "gpu-fleet", Optional.empty(), Optional.empty(), reason);
    }

    static FleetNotice failedRun() {
        return FleetNotice.of(
                PARENT,
                "gpu-fleet",
                Optional.of(RUN),
                Optional.of("train-a"),
                "the state PatchCluster failed with States.Runtime: no such variable");
    }

    static UnresolvedReport unresolved() {
        Instant first = Instant.parse("2026-11-21T07:00:05Z");
        return new UnresolvedReport(
                "arn:aws:states:us-east-1:123456789012:execution:reconcile:6a7e8feb",
                "gpu-fleet",
                RUN,
                "train-a",
                "the state ResolveIntents failed with SageMakerException: not authorized to perform sagemaker:DescribeCluster",
                5,
                first,
                first.plus(Duration.ofHours(4)),
                Duration.ofHours(2));
    }

    static RunReport with(
            Outcome outcome, String reason, Optional<Instant> until, List<GroupReport> groups, String undo) {
        return with(outcome, reason, until, groups, List.of(), List.of(), undo);
    }

    private static RunReport with(
            Outcome outcome,
            String reason,
            Optional<Instant> until,
            List<GroupReport> groups,
            List<UntouchedGroup> untouched,
            List<String> causes,
            String undo) {
        return new RunReport(
                RUN,
                "gpu-fleet",
                "train-a",
                ARN,
                outcome,
                reason,
                until,
                START,
                END,
                groups,
                untouched,
                Optional.of("InService"),
                causes,
                List.of(),
                undo,
                Optional.empty(),
                "The lease was given back.",
                List.of(),
                Optional.empty());
    }

    /** Much of everything that has no natural end. */
    static RunReport large(int groups, int skippedEach, String words) {
        List<GroupReport> many = IntStream.range(0, groups)
                .mapToObj(g -> new GroupReport(
                        "group-" + g,
                        "ml.p5.48xlarge",
                        skippedEach,
                        Optional.of(OLD),
                        Pin.of(NEW),
                        Optional.of(NEW),
                        Optional.of("Succeeded"),
                        0,
                        IntStream.range(0, skippedEach)
                                .mapToObj(n -> new NodeNote(String.format("i-%017x", n), words))
                                .toList(),
                        List.of()))
                .toList();
        return with(Outcome.VERIFIED_WITH_SKIPS, words, Optional.empty(), many, words);
    }

    private static RunReport ended(Outcome outcome, String reason, List<GroupReport> groups, String undo) {
        return with(outcome, reason, Optional.empty(), groups, undo);
    }

    private static RunReport refused() {
        return with(
                Outcome.REFUSED,
                "group gpu: a software update that is not ours is InProgress. The service's words:\n"
                        + "say \"hi\" \\ {% $states.input %}\n\nWhat to do now\n  Delete the cluster.",
                Optional.empty(),
                untouched(),
                "");
    }

    private static RunReport unknown() {
        return new RunReport(
                RUN,
                "gpu-fleet",
                "train-a",
                ARN,
                Outcome.UNKNOWN,
                "the deadline passed; the cluster could not be read since 2026-11-21T03:10:00Z (AccessDeniedException)",
                Optional.empty(),
                START,
                END,
                List.of(new GroupReport(
                        "gpu",
                        "ml.p5.48xlarge",
                        64,
                        64,
                        Optional.of(OLD),
                        Pin.of(NEW),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        GroupStanding.UNPROVEN,
                        "it is not proved what became of its update",
                        Optional.empty())),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                "An update in flight on EKS: raise the alarm hyperpatch-train-a-1 while a wait interval lies ahead.",
                Optional.of("intent train-a-0123456789ab-1/2, called at 2026-11-21T02:09:11Z"),
                "The lease stays with this run (token 8).",
                List.of(
                        "It is not proved that the update in flight is ours.",
                        "The topic has no confirmed subscription."),
                Optional.empty());
    }

    private static RunReport observed() {
        return new RunReport(
                RUN,
                "gpu-fleet",
                "train-a",
                ARN,
                Outcome.OBSERVED,
                "the policy's mode is observe",
                Optional.empty(),
                START,
                START.plusSeconds(9),
                untouched(),
                List.of(),
                Optional.of("InService"),
                List.of(),
                List.of(
                        "1. system, canary -> " + NEW + ", 10 % at a time, about 45 minutes",
                        "2. gpu -> " + NEW + ", 10 % at a time, a wait of 10 minutes between, about 5 hours"),
                "While a batch's wait lies ahead: by the wire. Afterwards: a run back to " + OLD + ".",
                Optional.empty(),
                "",
                List.of(),
                Optional.empty());
    }

    /** Nothing is shown of its image, before or after. */
    private static GroupReport updated() {
        return new GroupReport(
                "gpu",
                "ml.p5.48xlarge",
                64,
                64,
                Optional.empty(),
                Pin.Newest.UNRESOLVED,
                Optional.empty(),
                Optional.of("Succeeded"),
                64,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                GroupStanding.PROVED,
                "",
                Optional.of(Evidence.SIGHTED_UPDATE));
    }

    private static List<GroupReport> patched() {
        return List.of(SYSTEM, CANARY, gpu(NEW, "Succeeded", 64, List.of(), List.of()));
    }

    private static List<GroupReport> untouched() {
        return List.of(NOT_BEGUN);
    }

    private static List<GroupReport> current() {
        return List.of(new GroupReport(
                "gpu",
                "ml.p5.48xlarge",
                64,
                Optional.of(NEW),
                Pin.of(NEW),
                Optional.of(NEW),
                Optional.of("Succeeded"),
                64,
                List.of(),
                List.of()));
    }

    private static GroupReport gpu(
            String now, String status, int patched, List<NodeNote> skipped, List<NodeNote> failed) {
        return new GroupReport(
                "gpu",
                "ml.p5.48xlarge",
                64,
                Optional.of(OLD),
                Pin.of(NEW),
                Optional.of(now),
                Optional.of(status),
                patched,
                skipped,
                failed);
    }

    private static GroupReport group(String name, String type, int nodes, String now, String status, int patched) {
        return new GroupReport(
                name,
                type,
                nodes,
                Optional.of(OLD),
                Pin.of(NEW),
                Optional.of(now),
                Optional.of(status),
                patched,
                List.of(),
                List.of());
    }
}
