package io.hyperpatch.rehearsal.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The constant durations in the product's code: those after which it gives something up, and all others. */
final class CodeDurations {
    private static final Path SOURCES = Path.of("..", "functions", "src", "main", "java");
    private static final Pattern CONSTANT = Pattern.compile("\\bDuration ([A-Z][A-Z_]*) =");
    private static final String PRODUCT = "io.hyperpatch.";

    /**
     * A time-out in the code.
     *
     * @param where {@code package.Class.CONSTANT} below the product's own package
     * @param then what it leads to
     * @param test {@code Class.method}
     */
    record Limit(String where, String what, String then, String test) {
        Duration length() {
            int dot = where.lastIndexOf('.');
            try {
                Field field =
                        Class.forName(PRODUCT + where.substring(0, dot)).getDeclaredField(where.substring(dot + 1));
                field.setAccessible(true);
                return (Duration) field.get(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static final List<Limit> LIMITS = List.of(
            new Limit(
                    "aws.ClientSettings.CONNECT_TIMEOUT",
                    "a connection to AWS",
                    "the attempt fails; all calls but the start call are tried again",
                    "ClientTimeoutsTest.givesUpConnecting"),
            new Limit(
                    "aws.ClientSettings.READ_TIMEOUT",
                    "the answer to one attempt of a call",
                    "likewise; a start call counts as lost, and is looked for",
                    "ClientTimeoutsTest.takesAStartCallThatIsNotAnsweredForLost"),
            new Limit(
                    "aws.ClientSettings.CALL_TIMEOUT",
                    "a call to AWS with all its attempts",
                    "the function fails, and its Task tries again",
                    "ClientTimeoutsTest.limitsACallWithAllItsAttempts"),
            new Limit(
                    "aws.Clients.BRIEF",
                    "a call that only adds a cause to a report",
                    "the report goes out without it, and says so",
                    "ClientTimeoutsTest.limitsACallThatOnlyAddsToAReport"),
            new Limit(
                    "handler.ProductFunction.TIMEOUT",
                    "a function that reads no more than a page of nodes",
                    "Lambda ends it, and its Task tries again",
                    "TimeoutsTest.aFunctionThatHangsIsEnded"),
            new Limit(
                    "handler.ProductFunction.LONG_TIMEOUT",
                    "one that may read every node",
                    "likewise",
                    "TimeoutsTest.aFunctionThatHangsIsEnded"),
            new Limit(
                    "rollout.NextLook.TO_SAY_IT_IS_OVER",
                    "the function that says what a look has found out",
                    "another look",
                    "TimeoutsTest.aWatchWhoseEndIsNotSaidLooksAgain"),
            new Limit(
                    "intent.Snapshot.LONGEST",
                    "a start call, counted from the reading of the cluster that its intent stores",
                    "the intent is planned and armed anew",
                    "IntentsTest.doesNotCallByWhatTheClusterWasLongAgo"),
            new Limit(
                    "rollout.Planning.SHORTEST_DEADLINE",
                    "the end of an update, four times as long as predicted, but at least this",
                    "the run ends Unknown, its lease parked",
                    "PlanningTest.waitsSeveralTimesTheWorstForTheEndButADayAtLeastAndAMonthAtMost"),
            new Limit(
                    "rollout.Planning.LONGEST_DEADLINE",
                    "the same, at most this",
                    "likewise",
                    "WatchTest.doesNotKnowAnyMoreAfterTheDeadline"),
            new Limit(
                    "rollout.Deadline.TO_PROVE",
                    "a proof, after the deadline and counted from the end of the update",
                    "the run ends Unknown, its lease parked",
                    "DeadlineTest.leavesTimeToProveAnEndThatWasSeenShortlyBeforeTheDeadline"),
            new Limit(
                    "proof.Proof.PATIENCE",
                    "nodes on their way, counted from the end of the update",
                    "the proof names them",
                    "ProofTest.waitsForNodesOnTheirWayAndThenNamesThem"),
            new Limit(
                    "proof.GroupJudge.READING",
                    "version statuses that are alike five times in a row, counted from the end of the update",
                    "the nodes stay unproven, and the proof names them",
                    "EvidenceTest.provesNothingByVersionStatusesThatNeverTurned"),
            new Limit(
                    "proof.UnchangedProof.PATIENCE",
                    "the same after a call that changed nothing, counted from the call",
                    "likewise",
                    "ProofTest.waitsForANodeOnItsWayBeforeItJudgesAnUnchangedGroup"),
            new Limit(
                    "rollout.Conclusion.LONG_SILENCE",
                    "any trace of a call that no look could tell",
                    "it is taken for one that began nothing",
                    "ConclusionTest.saysThatNothingBeganOnlyAfterADayWithoutATrace"),
            new Limit(
                    "lease.LeaseRules.YOUNG",
                    "Step Functions to know an execution that has just begun",
                    "one that it does not know has ended",
                    "LeaseRulesTest.believesThatAnExecutionIsForgottenOnlyAfterADay"),
            new Limit(
                    "reconcile.WireFate.FORGOTTEN",
                    "the intent of a wire to be known",
                    "the wire is removed",
                    "ReconcileTest.removesAWireThatNobodyKnowsOnlyAfterNinetyDays"),
            new Limit(
                    "signal.Signals.LEAST_QUIET",
                    "the next look, after an event about a single node",
                    "the next such event wakes the run again",
                    "SignalsTest.takesOneSignalOfASingleNodeAndThenNoneInTheQuietTime"));

    /** Predictions, pauses, bounds, and how long records are kept: nothing is given up after them. */
    static final Set<String> OTHERS = Set.of(
            "admission.aws.Returns.LONGEST_AGE",
            "aws.ClientSettings.SHORTEST_BACKOFF",
            "aws.ClientSettings.LONGEST_BACKOFF",
            "hyperpod.aws.Pacing.FIRST",
            "hyperpod.aws.Pacing.LONGEST",
            "hyperpod.aws.Pacing.NONE_BELOW",
            "lease.aws.Executions.LEFT_TO_THE_JANITOR",
            "lease.aws.Executions.LOOKED_BACK",
            "handler.WatchConfig.SETTLING",
            "handler.WatchConfig.SILENT",
            "intent.VersionReadings.APART",
            "admission.VersionWatch.APART",
            "admission.VersionWatch.LONGEST",
            "policy.PolicyReader.LONGEST_WAIT",
            "policy.PolicyReader.HIGHEST_AGE",
            "proof.aws.ResumableReads.TIME",
            "readiness.Remembered.SHORTAGE",
            "readiness.Remembered.STATUS",
            "readiness.ScheduleRules.MARGIN",
            "readiness.Sightings.LONGEST_GAP",
            "reconcile.FailedSeries.EARLY",
            "reconcile.FailedSeries.LONGEST_PAUSE",
            "reconcile.FailedSeries.SHORTEST_PAUSE",
            "reconcile.Hourly.EVERY",
            "report.Mails.LONGEST_PAUSE",
            "report.Mails.SHORTEST_PAUSE",
            "rollout.NextLook.REST",
            "rollout.Pace.LEAST",
            "rollout.Pace.FLOOR",
            "rollout.Prediction.REPLACEMENT",
            "rollout.Prediction.SHORTEST",
            "rollout.Progress.REPLACEMENT",
            "rollout.Tries.TO_LOOK_AGAIN",
            "rollout.Tries.TO_PLAN_AGAIN",
            "rollout.Tries.TO_PROVE_AGAIN",
            "rollout.Tries.TO_READ_ON",
            "rollout.Tries.TO_WATCH_AGAIN",
            "store.Expiry.KEPT");

    private CodeDurations() {}

    /** Every constant of type Duration, in the order of the names. */
    static Set<String> declared() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(CodeDurations::constants)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> constants(Path file) {
        String name = SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.');
        try {
            return CONSTANT.matcher(Files.readString(file))
                    .results()
                    .map(found -> name.substring(PRODUCT.length()) + "." + found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
